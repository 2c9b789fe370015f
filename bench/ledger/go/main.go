// Command bench measures golang.org/x/mod/sumdb/tlog, the reference that `npm run bench:ledger` compares with:
//
//	bench proof <size> <rounds>   CheckRecord of one proof in a log of <size> entries, in ns
//	bench tiles <folder>          all hash tiles from the entry bundles of <folder>, in ms, on one core and on all
package main

import (
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"sort"
	"strconv"
	"sync"
	"time"

	"golang.org/x/mod/sumdb/tlog"
)

func must[T any](value T, err error) T {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	return value
}

// proof makes the hashes of a proof out of nothing: checking takes the same whatever they are, and the root follows.
func proof(size int64, rounds int) {
	var path tlog.RecordProof
	leaf := tlog.RecordHash([]byte("entry"))
	root := leaf
	for n := size; n > 1; n /= 2 {
		sibling := tlog.RecordHash([]byte(strconv.FormatInt(n, 10)))
		path = append(path, sibling)
		root = tlog.NodeHash(root, sibling)
	}
	for range rounds / 10 {
		must(0, tlog.CheckRecord(path, size, root, 0, leaf))
	}
	started := time.Now()
	for range rounds {
		must(0, tlog.CheckRecord(path, size, root, 0, leaf))
	}
	fmt.Println(time.Since(started).Nanoseconds() / int64(rounds))
}

// level0 hashes the entries of one bundle.
func level0(bundle []byte) []tlog.Hash {
	var hashes []tlog.Hash
	for len(bundle) > 0 {
		end := 2 + int(binary.BigEndian.Uint16(bundle))
		hashes = append(hashes, tlog.RecordHash(bundle[2:end]))
		bundle = bundle[end:]
	}
	return hashes
}

func rootOf(hashes []tlog.Hash) tlog.Hash {
	for len(hashes) > 1 {
		var above []tlog.Hash
		for i := 0; i < len(hashes); i += 2 {
			above = append(above, tlog.NodeHash(hashes[i], hashes[i+1]))
		}
		hashes = above
	}
	return hashes[0]
}

// tiles derives every full tile with `workers` goroutines and gives the number of hashes in them.
func tiles(bundles [][]byte, workers int) int {
	level := make([]tlog.Hash, len(bundles))
	var wait sync.WaitGroup
	for worker := range workers {
		wait.Go(func() {
			for i := worker; i < len(bundles); i += workers {
				level[i] = rootOf(level0(bundles[i]))
			}
		})
	}
	wait.Wait()
	hashes := len(bundles) * 256
	for len(level) >= 256 {
		var above []tlog.Hash
		for i := 0; i+256 <= len(level); i += 256 {
			above = append(above, rootOf(level[i:i+256]))
		}
		hashes += len(above) * 256
		level = above
	}
	return hashes
}

func main() {
	if len(os.Args) == 4 && os.Args[1] == "proof" {
		proof(must(strconv.ParseInt(os.Args[2], 10, 64)), must(strconv.Atoi(os.Args[3])))
		return
	}
	paths := must(filepath.Glob(filepath.Join(os.Args[2], "*.bundle")))
	sort.Strings(paths)
	var bundles [][]byte
	for _, path := range paths {
		bundles = append(bundles, must(os.ReadFile(path)))
	}
	for _, workers := range []int{1, runtime.NumCPU()} {
		started := time.Now()
		tiles(bundles, workers)
		fmt.Print(time.Since(started).Milliseconds(), " ")
	}
	fmt.Println()
}
