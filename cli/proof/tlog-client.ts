/** A program for the Go toolchain's own log client: `<vkey> <tlog-proof> <entry>`; it ends with 0 when the entry is in the log. */
export const TLOG_CLIENT = String.raw`package main

import (
	"fmt"
	"log"
	"os"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	key := must(note.NewVerifier(os.Args[1]))
	head, checkpoint, _ := strings.Cut(string(must(os.ReadFile(os.Args[2]))), "\n\n")
	entry := must(os.ReadFile(os.Args[3]))
	head, found := strings.CutPrefix(head, "c2sp.org/tlog-proof@v1\nindex ")
	if !found {
		log.Fatal("not a tlog-proof without extra data")
	}
	lines := strings.Split(head, "\n")
	index := must(strconv.ParseInt(lines[0], 10, 64))
	var proof tlog.RecordProof
	for _, line := range lines[1:] {
		proof = append(proof, must(tlog.ParseHash(line)))
	}
	text := must(note.Open([]byte(checkpoint), note.VerifierList(key))).Text
	origin, rest, _ := strings.Cut(text, "\n")
	if origin != key.Name() {
		log.Fatalf("the checkpoint is of the log %q", origin)
	}
	tree := must(tlog.ParseTree([]byte("go.sum database tree\n" + rest)))
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("entry %d of %d is in the log %s: %s\n", index, tree.N, origin, entry)
}
`;
