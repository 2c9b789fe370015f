// Package contextserver shows what the service is and why it is so to assistants, over the Model Context Protocol.
package contextserver

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"io/fs"
	"os"
	"strings"

	"github.com/modelcontextprotocol/go-sdk/jsonrpc"
	"github.com/modelcontextprotocol/go-sdk/mcp"
)

const version = "0.1.0"

// Run serves on standard input and output until the client hangs up or the context ends.
func Run(ctx context.Context, service string, documents fs.FS) error {
	server, err := New(service, documents)
	if err != nil {
		return err
	}
	return server.Run(ctx, &mcp.IOTransport{Reader: Messages(os.Stdin), Writer: os.Stdout})
}

// Messages passes on the lines that are messages. The SDK ends at the first that is none; others, and this server with
// them, pass over it.
func Messages(input io.Reader) io.ReadCloser {
	messages, writer := io.Pipe()
	go func() {
		lines := bufio.NewReader(input)
		for {
			line, err := lines.ReadBytes('\n')
			if _, invalid := jsonrpc.DecodeMessage(line); invalid == nil {
				if _, err := writer.Write(line); err != nil {
					return
				}
			}
			if err != nil {
				writer.CloseWithError(err)
				return
			}
		}
	}()
	return messages
}

// New returns a server that shows README.md, docs and .vaultmesh/spawn.json of documents. It changes nothing.
func New(service string, documents fs.FS) (*mcp.Server, error) {
	known, err := readDocuments(documents)
	if err != nil {
		return nil, err
	}
	server := mcp.NewServer(&mcp.Implementation{Name: service, Version: version}, &mcp.ServerOptions{
		Instructions: "What the repository of " + service + " says of itself: documents, decisions, its origin.",
		Capabilities: &mcp.ServerCapabilities{},
	})
	for _, document := range known {
		server.AddResource(&mcp.Resource{
			URI:      document.uri(),
			Name:     document.path,
			Title:    document.title(),
			MIMEType: document.mimeType(),
			Size:     int64(len(document.text)),
		}, read(document))
	}
	harmless := &mcp.ToolAnnotations{ReadOnlyHint: true, IdempotentHint: true, OpenWorldHint: new(bool)}
	mcp.AddTool(server, &mcp.Tool{
		Name:        "get_context",
		Description: "List what this server knows: the service, and each document with its title.",
		Annotations: harmless,
	}, func(context.Context, *mcp.CallToolRequest, struct{}) (*mcp.CallToolResult, any, error) {
		return answer(overview(service, known)), nil, nil
	})
	mcp.AddTool(server, &mcp.Tool{
		Name:        "search_decisions",
		Description: "Search the decisions (ADRs) and other documents for all words of the query.",
		Annotations: harmless,
	}, func(_ context.Context, _ *mcp.CallToolRequest, query query) (*mcp.CallToolResult, any, error) {
		return answer(search(known, query.Query)), nil, nil
	})
	return server, nil
}

type query struct {
	Query string `json:"query" jsonschema:"words that a line must all hold, in any case"`
}

func read(document document) mcp.ResourceHandler {
	return func(context.Context, *mcp.ReadResourceRequest) (*mcp.ReadResourceResult, error) {
		return &mcp.ReadResourceResult{Contents: []*mcp.ResourceContents{{
			URI:      document.uri(),
			MIMEType: document.mimeType(),
			Text:     document.text,
		}}}, nil
	}
}

func answer(text string) *mcp.CallToolResult {
	return &mcp.CallToolResult{Content: []mcp.Content{&mcp.TextContent{Text: text}}}
}

func overview(service string, known []document) string {
	lines := []string{"Service " + service + ", version " + version}
	for _, document := range known {
		lines = append(lines, document.path+": "+document.title())
	}
	return strings.Join(lines, "\n")
}

// mostFound is how many lines a search gives.
const mostFound = 20

func search(known []document, query string) string {
	words := strings.Fields(strings.ToLower(query))
	var found []string
	for _, document := range known {
		if !strings.HasSuffix(document.path, ".md") || len(words) == 0 {
			continue
		}
		for index, line := range strings.Split(document.text, "\n") {
			if containsAll(strings.ToLower(line), words) && len(found) < mostFound {
				found = append(found, fmt.Sprintf("%s:%d: %s", document.path, index+1, strings.TrimSpace(line)))
			}
		}
	}
	if found == nil {
		return "Nothing found."
	}
	return strings.Join(found, "\n")
}

func containsAll(text string, words []string) bool {
	for _, word := range words {
		if !strings.Contains(text, word) {
			return false
		}
	}
	return true
}
