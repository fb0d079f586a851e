package textview

import (
	"cmp"
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"fyne.io/fyne/v2"

	"rubricator/app/present"
	"rubricator/app/textlayout"
	"rubricator/app/theme"
)

// Articles of our own words. Names, places and events are invented.
const (
	english = "Harbour talks resume in [LOC Port Sarel]\n" +
		"Foreign minister [PER Mira Okonkwo] returned to [LOC Port Sarel] on [DATE Tuesday] for a third round of talks with the " +
		"[ORGS Coastal Union], which has kept the ferries of [LOCS North Bay] in harbour since [DATES 4 March].\n" +
		"“We are close,” [PER Okonkwo] told reporters outside the [ORG University of [LOC Tamir]], where delegates from [LOC Esk], " +
		"[LOC Tamir] and the [ORGS Pilots’ Guild] met for nine hours. Her deputy, [PER Anton Reyes-Haddad], travels to [FAINTS Esk Island] today.\n" +
		"The [ORG Coastal Union] said it would answer by [DATE Friday]. A ferry to [TWIN North Bay] is ready to sail.\n" +
		"[SKIP Related articles · Ferries to resume? · Ten photos of the storm]"
	arabic = "الوزيرة [PER ميرا أوكونكو] تصل إلى [LOC ميناء سارل]\n" +
		"وصلت وزيرة الخارجية [PER ميرا أوكونكو] إلى [LOC ميناء سارل] يوم [DATE الثلاثاء] لجولة ثالثة من المحادثات مع " +
		"[ORGS اتحاد الساحل (Coastal Union)]، الذي أوقف 12 من العبّارات في [LOCS خليج الشمال] منذ [DATES 4 مارس 2024].\n" +
		"وقالت [PER أوكونكو]: «نحن قريبون من اتفاق»، مضيفة أن وفود [LOC تامر] و[LOC إسك] اجتمعت تسع ساعات في [ORG جامعة [LOC تامر]].\n" +
		"وتبحر عبّارة إلى [TWIN خليج الشمال] غداً (بحسب [FAINTS الميناء]).\n" +
		"[SKIP اقرأ أيضاً · عودة العبّارات؟ · صور العاصفة]"
	mixed = "[LOC חיפה] waits for the [ORG Coastal Union]\n" +
		"The spokesman of [ORG شركة النور (Al-Noor)] said in [LOC حيفا / חיפה] that 3 ships, “[EVENT [LOC Esk] Regatta 2023]” among them, left on [DATE ٤ مارس].\n" +
		"أعلنت [ORG شركة Coastal Lines] أن [PER Anton] سيصل مع [PERS Nguyễn Văn Tạ] إلى [LOC [WORK_OF_ART Tamir]] في 14:30.\n" +
		"דובר [ORG איחוד החוף] אמר כי [PER מירה] תגיע ל[LOC נמל סארל] ב־4 במרץ 2024."
)

func TestGoldenPictures(t *testing.T) {
	articles := map[string]string{"english": english, "arabic": arabic, "mixed": mixed}
	for name, marked := range articles {
		for _, look := range []theme.Variant{theme.Light, theme.Dark} {
			t.Run(name+"-"+string(look), func(t *testing.T) {
				s := newStage(t, look, fyne.NewSize(820, 560), 1, marked)
				dress(t, s, name)
				golden(t, s, name+"-"+string(look))
			})
		}
	}
}

func TestGoldenAtOtherScalesAndWidths(t *testing.T) {
	for _, c := range []struct {
		name   string
		marked string
		width  float32
		scale  float32
	}{
		{"english-light-150", english, 820, 1.5},
		{"arabic-light-150", arabic, 820, 1.5},
		{"english-light-narrow", english, 300, 1},
		{"arabic-light-narrow", arabic, 300, 1},
	} {
		t.Run(c.name, func(t *testing.T) {
			s := newStage(t, theme.Light, fyne.NewSize(c.width, 560), c.scale, c.marked)
			dress(t, s, c.name[:6])
			golden(t, s, c.name)
		})
	}
}

func TestGoldenHits(t *testing.T) {
	for _, look := range []theme.Variant{theme.Light, theme.Dark} {
		t.Run(string(look), func(t *testing.T) {
			s := newStage(t, look, fyne.NewSize(820, 560), 1, english)
			dress(t, s, "english")
			s.find(t, "on", 4)
			golden(t, s, "hits-"+string(look))
		})
	}
}

// find marks every place of some words, the i-th as the current one.
func (s *stage) find(t *testing.T, words string, i int) {
	t.Helper()
	runes, want := []rune(s.article.Text), []rune(words)
	for at, n := 0, 0; at+len(want) <= len(runes); at++ {
		if slices.Equal(runes[at:at+len(want)], want) {
			s.marks = append(s.marks, present.Mark{Start: at, End: at + len(want), Kind: present.MarkHit, Focus: n == i})
			n++
		}
	}
	slices.SortStableFunc(s.marks, func(a, b present.Mark) int { return cmp.Compare(a.Start, b.Start) })
	s.show(nil)
}

// dress puts focus, selection and caret into an article.
func dress(t *testing.T, s *stage, name string) {
	focus := map[string]string{"english": "Coastal Union", "arabic": "اتحاد الساحل (Coastal Union)", "mixed": "Esk Regatta 2023"}
	selected := map[string][2]string{
		"english": {"close,” Okonkwo", " told"}, "arabic": {"قريبون من", " اتفاق"}, "mixed": {"Coastal Lines", " سيصل"},
	}
	for key, quote := range focus {
		if key[:5] != name[:5] {
			continue
		}
		s.mark(t, quote).Focus = true
		from, to := s.at(t, selected[key][0]), s.at(t, selected[key][1])
		s.show(func(a *present.Article) {
			a.Anchor, a.Caret = from, textlayout.Position{Offset: to}
		})
	}
	s.FocusGained()
	s.hover.focus = true
	s.placeHandles()
}

// golden compares with testdata; UPDATE_GOLDEN=1 writes it.
func golden(t *testing.T, s *stage, name string) {
	t.Helper()
	got := toRGBA(s.window.Canvas().Capture())
	path := filepath.Join("testdata", name+".png")
	if os.Getenv("UPDATE_GOLDEN") != "" {
		writePicture(t, path, got)
		return
	}
	want := readPicture(t, path)
	if err := samePicture(want, got); err != nil {
		failed := filepath.Join(t.TempDir(), name+".png")
		if keep := os.Getenv("FAILED_GOLDEN"); keep != "" {
			failed = filepath.Join(keep, name+".png")
		}
		writePicture(t, failed, got)
		t.Errorf("%s: %v; with FAILED_GOLDEN=folder the picture is kept there, with UPDATE_GOLDEN=1 it becomes the new one", path, err)
	}
}

func samePicture(want, got *image.RGBA) error {
	if want.Rect != got.Rect {
		return fmt.Errorf("size is %v, want %v", got.Rect.Size(), want.Rect.Size())
	}
	differ, first := 0, image.Point{}
	for i := 0; i < len(want.Pix); i += 4 {
		if [4]uint8(want.Pix[i:i+4]) != [4]uint8(got.Pix[i:i+4]) {
			if differ == 0 {
				first = image.Pt(i%want.Stride/4, i/want.Stride)
			}
			differ++
		}
	}
	if differ > 0 {
		return fmt.Errorf("%d pixels differ, the first at %v", differ, first)
	}
	return nil
}

func toRGBA(img image.Image) *image.RGBA {
	out := image.NewRGBA(image.Rect(0, 0, img.Bounds().Dx(), img.Bounds().Dy()))
	draw.Draw(out, out.Rect, img, img.Bounds().Min, draw.Src)
	return out
}

func readPicture(t *testing.T, path string) *image.RGBA {
	t.Helper()
	f, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	img, err := png.Decode(f)
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return toRGBA(img)
}

func writePicture(t *testing.T, path string, img image.Image) {
	t.Helper()
	f, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, img); err != nil {
		t.Fatal(err)
	}
}
