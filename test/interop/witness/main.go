// Command witness is a log of someone else that asks a witness to cosign (C2SP tlog-witness): checkpoints, tree and
// proofs by golang.org/x/mod/sumdb, cosignatures checked by filippo.io/torchwood. Arguments: the address of the
// witness, its verifier key, and the signer key of the log. It prints the sizes that were cosigned.
package main

import (
	"bytes"
	"encoding/base64"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"strings"
	"time"

	"filippo.io/torchwood"
	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type memory []tlog.Hash

// ReadHashes implements tlog.HashReader.
func (m memory) ReadHashes(indexes []int64) ([]tlog.Hash, error) {
	hashes := make([]tlog.Hash, len(indexes))
	for i, index := range indexes {
		hashes[i] = m[index]
	}
	return hashes, nil
}

func main() {
	if err := run(os.Args[1], os.Args[2], os.Args[3]); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

func run(url, vkey, skey string) error {
	signer, err := note.NewSigner(skey)
	if err != nil {
		return err
	}
	witness, err := torchwood.NewCosignatureVerifier(vkey)
	if err != nil {
		return err
	}
	var hashes memory
	old := int64(0)
	for _, size := range []int64{1, 2, 3, 255, 256, 257, 600} {
		for n := tlogSize(hashes); n < size; n++ {
			added, err := tlog.StoredHashes(n, []byte(fmt.Sprintf("entry %d", n)), hashes)
			if err != nil {
				return err
			}
			hashes = append(hashes, added...)
		}
		root, err := tlog.TreeHash(size, hashes)
		if err != nil {
			return err
		}
		text := torchwood.Checkpoint{Origin: signer.Name(), Tree: tlog.Tree{N: size, Hash: root}}.String()
		checkpoint, err := note.Sign(&note.Note{Text: text}, signer)
		if err != nil {
			return err
		}
		var proof tlog.TreeProof
		if old > 0 {
			if proof, err = tlog.ProveTree(size, old, hashes); err != nil {
				return err
			}
		}
		if err := refused(url, old+1, size, checkpoint, old); err != nil {
			return err
		}
		lines, err := ask(url, old, proof, checkpoint, http.StatusOK)
		if err != nil {
			return err
		}
		opened, err := note.Open(append(checkpoint, lines...), note.VerifierList(witness))
		if err != nil {
			return err
		}
		if len(opened.Sigs) != 1 {
			return errors.New("no cosignature")
		}
		fmt.Println(size)
		old = size
	}
	return nil
}

// tlogSize is the number of entries whose hashes are stored.
func tlogSize(hashes memory) int64 {
	n := int64(0)
	for tlog.StoredHashCount(n) < int64(len(hashes)) {
		n++
	}
	return n
}

// refused checks that a wrong old size is answered with the size that the witness saw.
func refused(url string, wrong, size int64, checkpoint []byte, seen int64) error {
	if wrong > size {
		return nil
	}
	answer, err := ask(url, wrong, nil, checkpoint, http.StatusConflict)
	if err == nil && string(answer) != fmt.Sprintf("%d\n", seen) {
		err = fmt.Errorf("the conflict says %q and not %d", answer, seen)
	}
	return err
}

func ask(url string, old int64, proof tlog.TreeProof, checkpoint []byte, status int) ([]byte, error) {
	var body bytes.Buffer
	fmt.Fprintf(&body, "old %d\n", old)
	for _, hash := range proof {
		fmt.Fprintln(&body, base64.StdEncoding.EncodeToString(hash[:]))
	}
	fmt.Fprintf(&body, "\n%s", checkpoint)
	client := http.Client{Timeout: 10 * time.Second}
	response, err := client.Post(strings.TrimSuffix(url, "/")+"/add-checkpoint", "text/plain", &body)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	answer, err := io.ReadAll(response.Body)
	if err == nil && response.StatusCode != status {
		err = fmt.Errorf("status %d and not %d: %s", response.StatusCode, status, answer)
	}
	return answer, err
}
