module vaultmesh/interop/intoto

go 1.24.0

require (
	github.com/in-toto/attestation v1.2.0
	google.golang.org/protobuf v1.36.12
)
