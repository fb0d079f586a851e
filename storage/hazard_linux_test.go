package storage

import "testing"

func TestMountKind(t *testing.T) {
	mounts := `22 1 0:20 / / rw - ext4 /dev/root rw
40 22 0:40 / /home/mira/far rw,nosuid shared:9 - fuse.sshfs mira@harbour:/ rw
41 40 0:41 / /home/mira/far/near rw - tmpfs tmpfs rw
42 22 0:42 / /mnt/my\040disk rw - fuse.rclone box rw
`
	for path, want := range map[string]string{
		"/home/mira/p.rubric": "ext4", "/home/mira/far/p.rubric": "fuse.sshfs", "/home/mira/farther/p.rubric": "ext4",
		"/home/mira/far/near/p.rubric": "tmpfs", "/mnt/my disk/p.rubric": "fuse.rclone",
	} {
		if got := mountKind(mounts, path); got != want {
			t.Errorf("%s lies on %s, want %s", path, got, want)
		}
	}
}
