package contextserver

import (
	"io/fs"
	"strings"
)

// memoryPath is the record of what the repository was made from.
const memoryPath = ".vaultmesh/spawn.json"

// document is a file that the server shows as a resource.
type document struct {
	path string
	text string
}

// readDocuments reads every document, sorted by path.
func readDocuments(files fs.FS) ([]document, error) {
	var documents []document
	err := fs.WalkDir(files, ".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, path)
		if err != nil {
			return err
		}
		documents = append(documents, document{path, string(text)})
		return nil
	})
	return documents, err
}

func (d document) uri() string {
	if d.path == memoryPath {
		return "context:///memory"
	}
	return "context:///" + d.path
}

func (d document) mimeType() string {
	if d.path == memoryPath {
		return "application/json"
	}
	return "text/markdown"
}

// title is the first heading of a document, or its path.
func (d document) title() string {
	if d.path == memoryPath {
		return "What the repository was made from"
	}
	for line := range strings.Lines(d.text) {
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			return strings.TrimSpace(heading)
		}
	}
	return d.path
}
