//go:build !linux && !darwin

package export

import "errors"

// exchange swaps two paths in one step; this system cannot.
func exchange(_, _ string) error { return errors.ErrUnsupported }
