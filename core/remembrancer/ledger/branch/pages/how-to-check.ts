/** A program for the Go toolchain's own log client; it reads what it needs and proves one entry. */
const GO_PROGRAM = String.raw`package main

import (
	"fmt"
	"log"
	"os"
	"path"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type branch struct{}

func (branch) Height() int                      { return 8 }
func (branch) SaveTiles([]tlog.Tile, [][]byte) {}
func (branch) ReadTiles(tiles []tlog.Tile) (data [][]byte, err error) {
	for _, tile := range tiles {
		data = append(data, read(tile))
	}
	return data, nil
}

func read(tile tlog.Tile) []byte {
	name := strings.Replace(strings.Replace(tile.Path(), "tile/8/data/", "tile/entries/", 1), "tile/8/", "tile/", 1)
	return must(os.ReadFile(name))
}

func must[T any](value T, err error) T {
	if err != nil {
		log.Fatal(err)
	}
	return value
}

func main() {
	key := must(note.NewVerifier(os.Args[1]))
	text := must(note.Open(must(os.ReadFile("checkpoint")), note.VerifierList(key))).Text
	tree := must(tlog.ParseTree([]byte("go.sum database tree\n" + strings.SplitN(text, "\n", 2)[1])))
	index := must(strconv.ParseInt(path.Base(os.Args[2]), 10, 64))
	bundle := read(tlog.Tile{H: 8, L: -1, N: index / 256, W: int(min(256, tree.N-index/256*256))})
	for range index % 256 {
		bundle = bundle[2+int(bundle[0])<<8+int(bundle[1]):]
	}
	entry := bundle[2:2+int(bundle[0])<<8+int(bundle[1])]
	proof := must(tlog.ProveRecord(tree.N, index, tlog.TileHashReader(tree, branch{})))
	if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entry)); err != nil {
		log.Fatal(err)
	}
	fmt.Printf("entry %d of %d is in the log: %s\n", index, tree.N, entry)
}`;

/**
 * How to check a ledger and a record of it without our tools, in Markdown. The commands are for a POSIX shell in a
 * clone of the branch; `entry` (`<tile>/<index>`) is that of the example. They take the log's name from the branch, so
 * nothing that somebody called an operation or a log stands in them.
 */
export const howToCheck = (entry: string): string => `## How to check it

Clone this branch and go there. Say what you want to check, and what you know from elsewhere; the other commands can be
pasted as they are.

\`\`\`sh
entry=${entry} # number of the tile / index of the entry
artifact=../app.tar.gz # the file that you have
fingerprint=0123456789ABCDEF0123456789ABCDEF01234567 # of the OpenPGP key, as its owner publishes it
tsa_root=../tsa-root.pem # the root certificate of the time-stamp authority, from the authority
log_key="$(cat vkey)" # better: the log's key as you saw it in a second place
\`\`\`

### The artifact, the receipt and the log

The receipt names the artifact by SHA-256, and an entry of the log names the receipt. Both commands print the file in
which they found it.

\`\`\`sh
grep -l "$(openssl dgst -sha256 -r "$artifact" | cut -c 1-64)" "receipts/$entry.json"
grep -rla "$(openssl dgst -sha256 -r "receipts/$entry.json" | cut -c 1-64)" tile/entries
\`\`\`

### The signature, with gpg

Where a record has an OpenPGP signature, it is in the folder of its entry under \`evidence\`, with the public key,
\`openpgp-key-1.asc\`; the fingerprint tells whose it is. The last command prints a line with VALIDSIG and the fingerprint,
or it was another key, or another file.

\`\`\`sh
export GNUPGHOME="$(mktemp -d)"
gpg --quiet --import "evidence/$entry"/openpgp-key-*.asc
gpg --status-fd 1 --verify "evidence/$entry/openpgp-1.asc" "$artifact" | grep "VALIDSIG .*$fingerprint$"
\`\`\`

### The time, with openssl

Where a record has a time stamp, it is in the same folder, and openssl says \`Verification: OK\`. When the certificate of the authority has expired since, add \`-attime\` with the token's time in
seconds since 1970.

\`\`\`sh
openssl ts -verify -in "evidence/$entry/rfc3161-1.tsr" -data "$artifact" -CAfile "$tsa_root"
\`\`\`

### The checkpoint, with openssl 3

\`checkpoint\` is a [signed note](https://c2sp.org/signed-note) with name, size and root hash of the log; the log's own
signature (Ed25519) comes first, those of witnesses follow.

\`\`\`sh
checked="$(mktemp -d)"
{ printf '\\060\\052\\060\\005\\006\\003\\053\\145\\160\\003\\041\\000'; printf %s "$log_key" | cut -d + -f 3- | openssl base64 -d -A | tail -c 32; } > "$checked/key"
sed '/^$/,$d' checkpoint > "$checked/text"
grep '^— ' checkpoint | head -n 1 | cut -d ' ' -f 3 | openssl base64 -d -A | tail -c 64 > "$checked/signature"
openssl pkeyutl -verify -pubin -keyform DER -inkey "$checked/key" -rawin -in "$checked/text" -sigfile "$checked/signature"
\`\`\`

### The whole log, with tessera

Every commit of this branch is a complete log for any client of tlog-tiles. tessera's own exit status does not tell: the
line \`Successfully fsck'd log\` does.

\`\`\`sh
go run github.com/transparency-dev/tessera/cmd/fsck@v1.0.4 --storage_url="file://$PWD/" --public_key=vkey --origin="$(head -n 1 checkpoint)" --ui=false --N=64 2>&1 | grep "Successfully fsck'd log"
\`\`\`

### The entry in the log, with Go's own client

\`\`\`sh
mkdir "$checked/go"
cat > "$checked/go/main.go" << 'END'
${GO_PROGRAM}
END
(cd "$checked/go" && go mod init check && go get golang.org/x/mod@v0.30.0 && go build -o ../check .)
"$checked/check" "$log_key" "$entry"
\`\`\`

Where a record has a Sigstore bundle, it is \`sigstore-1.json\` beside the other evidence. Evidence that came later is an entry of its own, of kind
\`evidence\`, which links the SHA-256 of this receipt. \`vaultmesh verify\` does all of it, offline, from the \`.vmproof\`
file beside an artifact.

Trust the log key only after you saw it in a second place: a branch that was replaced as a whole brings its own \`vkey\`,
and whoever can write to this branch can change this page.
`;
