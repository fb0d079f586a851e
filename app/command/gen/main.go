// Command gen writes docs/keys.md from the commands.
package main

import (
	"log"
	"os"

	"rubricator/app/command"
)

func main() {
	if err := os.WriteFile("../../docs/keys.md", []byte(command.Sheet()), 0o644); err != nil {
		log.Fatal(err)
	}
}
