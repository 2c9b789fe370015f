// Package contextserver shows what the service is and why it is so to assistants, over the Model Context Protocol.
package contextserver

import (
	"context"
	"io/fs"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/mcp"
)

// Run serves on standard input and output until the client hangs up or the context ends.
func Run(ctx context.Context, service string, documents fs.FS) error {
	server, err := New(service, documents)
	if err != nil {
		return err
	}
	return server.Run(ctx, &mcp.StdioTransport{})
}

// New returns a server that shows README.md, docs and .vaultmesh/spawn.json of documents. It changes nothing.
func New(service string, documents fs.FS) (*mcp.Server, error) {
	known, err := readDocuments(documents)
	if err != nil {
		return nil, err
	}
	server := mcp.NewServer(&mcp.Implementation{Name: service, Version: "0.1.0"}, &mcp.ServerOptions{
		Instructions: "What " + service + " is and why. Begin with get_context.",
		Capabilities: &mcp.ServerCapabilities{},
	})
	for _, document := range known {
		server.AddResource(&mcp.Resource{
			URI:      document.uri,
			Name:     document.path,
			Title:    document.title,
			MIMEType: document.mimeType(),
			Size:     int64(len(document.text)),
		}, read(document))
	}
	harmless := &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: new(bool)}
	mcp.AddTool(server, &mcp.Tool{
		Name:        "get_context",
		Description: "What the service is, how it was made, and which documents there are.",
		Annotations: harmless,
	}, getContext(service, known))
	mcp.AddTool(server, &mcp.Tool{
		Name:        "search_decisions",
		Description: "The decision records (docs/adr) that hold all words of a query, in any case.",
		Annotations: harmless,
	}, searchDecisions(known))
	return server, nil
}

func read(document document) mcp.ResourceHandler {
	return func(context.Context, *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
		return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{
			URI:      document.uri,
			MIMEType: document.mimeType(),
			Text:     document.text,
		}}}, nil
	}
}

type reference struct {
	URI   string `json:"uri" jsonschema:"the resource to read"`
	Title string `json:"title"`
}

type overview struct {
	Service   string      `json:"service"`
	Readme    string      `json:"readme" jsonschema:"README.md"`
	Memory    string      `json:"memory" jsonschema:"the inputs and the template version that the repository was made from, as JSON"`
	Documents []reference `json:"documents"`
}

func getContext(service string, known []document) mcp.ToolHandlerFor[struct{}, overview] {
	answer := overview{Service: service, Documents: []reference{}}
	for _, document := range known {
		switch document.path {
		case readmePath:
			answer.Readme = document.text
		case memoryPath:
			answer.Memory = document.text
		}
		answer.Documents = append(answer.Documents, reference{document.uri, document.title})
	}
	return func(context.Context, *mcp.CallToolRequest, struct{}) (*mcp.CallToolResult, overview, error) {
		return nil, answer, nil
	}
}

type query struct {
	Query string `json:"query" jsonschema:"words that must all occur; none gives all decisions"`
}

type decisions struct {
	Decisions []reference `json:"decisions"`
}

func searchDecisions(known []document) mcp.ToolHandlerFor[query, decisions] {
	return func(_ context.Context, _ *mcp.CallToolRequest, query query) (*mcp.CallToolResult, decisions, error) {
		found := []reference{}
		for _, document := range known {
			if document.isDecision() && containsAll(document.text, strings.Fields(query.Query)) {
				found = append(found, reference{document.uri, document.title})
			}
		}
		return nil, decisions{found}, nil
	}
}

func containsAll(text string, words []string) bool {
	text = strings.ToLower(text)
	for _, word := range words {
		if !strings.Contains(text, strings.ToLower(word)) {
			return false
		}
	}
	return true
}
