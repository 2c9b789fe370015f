package web

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"unicode/utf8"
)

// maxBody is how many bytes of JSON a request may carry.
const maxBody = 64 << 10

// WriteJSON answers with value as JSON.
func WriteJSON(writer http.ResponseWriter, status int, value any) {
	write(writer, status, "application/json", value)
}

// WriteProblem answers with an error as RFC 9457 describes it; detail tells the caller what to change.
func WriteProblem(writer http.ResponseWriter, status int, detail string) {
	write(writer, status, "application/problem+json", struct {
		Type   string `json:"type"`
		Title  string `json:"title"`
		Status int    `json:"status"`
		Detail string `json:"detail"`
	}{"about:blank", http.StatusText(status), status, detail})
}

// ReadJSON reads the body of the request into target. When that fails it has answered, and returns false.
func ReadJSON(writer http.ResponseWriter, request *http.Request, target any) bool {
	body, err := io.ReadAll(http.MaxBytesReader(writer, request.Body, maxBody))
	if tooLarge := (*http.MaxBytesError)(nil); errors.As(err, &tooLarge) {
		WriteProblem(writer, http.StatusRequestEntityTooLarge, "The body must be at most 64 KiB.")
		return false
	}
	if err != nil || !utf8.Valid(body) || !json.Valid(body) {
		WriteProblem(writer, http.StatusBadRequest, "The body must be JSON in UTF-8.")
		return false
	}
	if err := json.Unmarshal(body, target); err != nil {
		WriteProblem(writer, http.StatusBadRequest, explain(err))
		return false
	}
	return true
}

// explain says what is wrong with a body in the caller's terms: the error itself speaks of Go.
func explain(err error) string {
	wrong := (*json.UnmarshalTypeError)(nil)
	switch {
	case !errors.As(err, &wrong):
		return "The body has a value that is not accepted."
	case wrong.Field == "":
		return fmt.Sprintf("The body must not be of the type %s.", wrong.Value)
	default:
		return fmt.Sprintf("The value of %q must not be of the type %s.", wrong.Field, wrong.Value)
	}
}

func write(writer http.ResponseWriter, status int, contentType string, value any) {
	body, err := json.Marshal(value)
	if err != nil {
		panic(err)
	}
	writer.Header().Set("Content-Type", contentType)
	writer.Header().Set("X-Content-Type-Options", "nosniff")
	writer.WriteHeader(status)
	_, _ = writer.Write(body)
}
