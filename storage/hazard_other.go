//go:build !linux && !windows && !darwin

package storage

// networkDisk is not known here.
func networkDisk(string) string { return "" }
