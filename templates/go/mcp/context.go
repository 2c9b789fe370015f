package main

import "embed"

// documents are what the MCP server shows, as they were when the program was built.
//
//go:embed README.md docs .vaultmesh/spawn.json
var documents embed.FS
