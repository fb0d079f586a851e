package storage

import "golang.org/x/sys/windows"

// room is how many bytes of the disk on which a folder lies can be written, and how many it has.
func room(folder string) (free, all int64, err error) {
	name, err := windows.UTF16PtrFromString(folder)
	if err != nil {
		return 0, 0, err
	}
	var available, total uint64
	if err := windows.GetDiskFreeSpaceEx(name, &available, &total, nil); err != nil {
		return 0, 0, err
	}
	return int64(available), int64(total), nil
}
