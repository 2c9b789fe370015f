// Reads an in-toto statement with SLSA v1 provenance on standard input, as in-toto's own library defines both, and
// refuses a member that the definitions do not know.
package main

import (
	"fmt"
	"io"
	"os"

	provenance "github.com/in-toto/attestation/go/predicates/provenance/v1"
	statement "github.com/in-toto/attestation/go/v1"
	"google.golang.org/protobuf/encoding/protojson"
)

func check(input io.Reader) error {
	text, err := io.ReadAll(input)
	if err != nil {
		return err
	}
	var st statement.Statement
	if err := protojson.Unmarshal(text, &st); err != nil {
		return err
	}
	if err := st.Validate(); err != nil {
		return err
	}
	predicate, err := protojson.Marshal(st.GetPredicate())
	if err != nil {
		return err
	}
	var slsa provenance.Provenance
	if err := protojson.Unmarshal(predicate, &slsa); err != nil {
		return err
	}
	return slsa.Validate()
}

func main() {
	if err := check(os.Stdin); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
