package cli

import (
	"errors"

	"rubricator/app/project"
)

// reading opens a project to look at it, for the annotator whose work it is if there is only one, and closes it after
// the use.
func reading(path string, use func(*project.Project) error) error {
	p, err := project.Open(path, "", true)
	if err != nil {
		return err
	}
	names, err := p.Store().Annotators()
	if err == nil {
		if len(names) == 1 {
			p.ActAs(names[0])
		}
		err = use(p)
	}
	return errors.Join(err, p.Close())
}

// changing opens a project to write to it and closes it after the use.
func changing(path string, use func(*project.Project) error) error {
	p, err := project.Open(path, "", false)
	if err != nil {
		return err
	}
	return errors.Join(use(p), p.Close())
}
