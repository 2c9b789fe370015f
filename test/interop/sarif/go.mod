module vaultmesh/interop

go 1.24.0

require github.com/owenrumney/go-sarif/v3 v3.3.1
