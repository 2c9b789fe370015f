// Command interop checks a ledger folder with golang.org/x/mod/sumdb, the transparency log client of the Go toolchain:
// the checkpoint against the folder's vkey, every entry against its leaf hash, every tile against the tree, and an
// inclusion and a consistency proof for a spread of entries and sizes. It prints the size and the root.
package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

// tileHeight is that of C2SP tlog-tiles, which leaves it out of the paths.
const tileHeight = 8

type folder string

// Height implements tlog.TileReader.
func (folder) Height() int { return tileHeight }

// SaveTiles implements tlog.TileReader; there is no cache to save to.
func (folder) SaveTiles([]tlog.Tile, [][]byte) {}

// ReadTiles implements tlog.TileReader.
func (f folder) ReadTiles(tiles []tlog.Tile) ([][]byte, error) {
	var data [][]byte
	for _, tile := range tiles {
		content, err := f.read(tile)
		if err != nil {
			return nil, err
		}
		data = append(data, content)
	}
	return data, nil
}

func (f folder) read(tile tlog.Tile) ([]byte, error) {
	path := strings.Replace(tile.Path(), "tile/8/", "tile/", 1)
	path = strings.Replace(path, "tile/data/", "tile/entries/", 1)
	return os.ReadFile(filepath.Join(string(f), filepath.FromSlash(path)))
}

func (f folder) checkpoint() (tlog.Tree, error) {
	vkey, err := os.ReadFile(filepath.Join(string(f), "vkey"))
	if err != nil {
		return tlog.Tree{}, err
	}
	verifier, err := note.NewVerifier(strings.TrimSpace(string(vkey)))
	if err != nil {
		return tlog.Tree{}, err
	}
	signed, err := os.ReadFile(filepath.Join(string(f), "checkpoint"))
	if err != nil {
		return tlog.Tree{}, err
	}
	opened, err := note.Open(signed, note.VerifierList(verifier))
	if err != nil {
		return tlog.Tree{}, err
	}
	lines := strings.Split(opened.Text, "\n")
	if len(lines) != 4 || lines[0] != verifier.Name() {
		return tlog.Tree{}, fmt.Errorf("checkpoint text %q", opened.Text)
	}
	size, err := strconv.ParseInt(lines[1], 10, 64)
	if err != nil {
		return tlog.Tree{}, err
	}
	root, err := tlog.ParseHash(lines[2])
	return tlog.Tree{N: size, Hash: root}, err
}

// entries returns the entries of the bundles, which must have exactly size of them.
func (f folder) entries(size int64) ([][]byte, error) {
	var entries [][]byte
	for n := int64(0); n*256 < size; n++ {
		width := min(256, size-n*256)
		tile := tlog.Tile{H: tileHeight, L: -1, N: n, W: int(width)}
		bundle, err := f.read(tile)
		if err != nil {
			return nil, err
		}
		for range width {
			if len(bundle) < 2 || len(bundle) < 2+int(binary.BigEndian.Uint16(bundle)) {
				return nil, fmt.Errorf("%s is cut short", tile.Path())
			}
			end := 2 + int(binary.BigEndian.Uint16(bundle))
			entries = append(entries, bundle[2:end])
			bundle = bundle[end:]
		}
		if len(bundle) > 0 {
			return nil, fmt.Errorf("%s has more than %d entries", tile.Path(), width)
		}
	}
	return entries, nil
}

func check(f folder) (tlog.Tree, error) {
	tree, err := f.checkpoint()
	if err != nil {
		return tree, fmt.Errorf("checkpoint: %w", err)
	}
	entries, err := f.entries(tree.N)
	if err != nil {
		return tree, fmt.Errorf("entries: %w", err)
	}
	var stored []tlog.Hash
	storage := tlog.HashReaderFunc(func(indexes []int64) ([]tlog.Hash, error) {
		var hashes []tlog.Hash
		for _, index := range indexes {
			hashes = append(hashes, stored[index])
		}
		return hashes, nil
	})
	for i, entry := range entries {
		hashes, err := tlog.StoredHashes(int64(i), entry, storage)
		if err != nil {
			return tree, err
		}
		stored = append(stored, hashes...)
	}
	root, err := tlog.TreeHash(tree.N, storage)
	if err != nil {
		return tree, err
	}
	if root != tree.Hash {
		return tree, errors.New("the entries do not have the signed root")
	}
	for _, tile := range tlog.NewTiles(tileHeight, 0, tree.N) {
		want, err := tlog.ReadTileData(tile, storage)
		if err != nil {
			return tree, err
		}
		got, err := f.read(tile)
		if err != nil {
			return tree, err
		}
		if !bytes.Equal(want, got) {
			return tree, fmt.Errorf("%s is not the tile of the entries", tile.Path())
		}
	}
	return tree, prove(f, tree, entries)
}

// prove reads the log as a client does, by its tiles alone.
func prove(f folder, tree tlog.Tree, entries [][]byte) error {
	reader := tlog.TileHashReader(tree, f)
	step := max(1, tree.N/64)
	for index := int64(0); index < tree.N; index += step {
		proof, err := tlog.ProveRecord(tree.N, index, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckRecord(proof, tree.N, tree.Hash, index, tlog.RecordHash(entries[index])); err != nil {
			return fmt.Errorf("entry %d: %w", index, err)
		}
		older, err := tlog.TreeHash(index+1, reader)
		if err != nil {
			return err
		}
		growth, err := tlog.ProveTree(tree.N, index+1, reader)
		if err != nil {
			return err
		}
		if err := tlog.CheckTree(growth, tree.N, tree.Hash, index+1, older); err != nil {
			return fmt.Errorf("size %d: %w", index+1, err)
		}
	}
	return nil
}

func main() {
	if len(os.Args) != 2 {
		fmt.Fprintln(os.Stderr, "usage: interop <ledger folder>")
		os.Exit(2)
	}
	tree, err := check(folder(os.Args[1]))
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	fmt.Println(tree.N, tree.Hash)
}
