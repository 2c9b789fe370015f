package contextserver

import (
	"io/fs"
	"path"
	"strings"
)

const (
	readmePath = "README.md"
	memoryPath = ".vaultmesh/spawn.json"
	// decisionsPath is the folder of the architecture decision records.
	decisionsPath = "docs/adr/"
)

// document is a file that the server shows as a resource.
type document struct {
	uri   string
	path  string
	title string
	text  string
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
		documents = append(documents, newDocument(path, string(text)))
		return nil
	})
	return documents, err
}

func newDocument(file, text string) document {
	document := document{uri: "docs://" + file, path: file, title: title(file, text), text: text}
	switch {
	case file == memoryPath:
		document.uri = "memory://spawn"
	case document.isDecision():
		document.uri = "adr://" + strings.TrimSuffix(path.Base(file), ".md")
	}
	return document
}

func (d document) isDecision() bool {
	return strings.HasPrefix(d.path, decisionsPath) && strings.HasSuffix(d.path, ".md")
}

func (d document) mimeType() string {
	switch path.Ext(d.path) {
	case ".md":
		return "text/markdown"
	case ".json":
		return "application/json"
	}
	return "text/plain"
}

// title is the first heading of a document, or its path.
func title(file, text string) string {
	for line := range strings.Lines(text) {
		if heading, ok := strings.CutPrefix(line, "# "); ok {
			return strings.TrimSpace(heading)
		}
	}
	return file
}
