package telemetry

import (
	"context"
	"crypto/rand"
	"encoding/hex"
	"regexp"
)

// Trace is a position in a distributed trace: https://www.w3.org/TR/trace-context/
type Trace struct {
	// TraceID is 32 hex digits, the same in every process that the request touches.
	TraceID string
	// SpanID is 16 hex digits, new in each process.
	SpanID string
	// Flags are two hex digits; 01 says that the caller records the trace.
	Flags string
}

var traceparent = regexp.MustCompile(`^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$`)

// ParseTrace reads the traceparent header; false when it is missing or malformed.
func ParseTrace(header string) (Trace, bool) {
	parts := traceparent.FindStringSubmatch(header)
	if parts == nil || parts[2] == "00000000000000000000000000000000" || parts[3] == "0000000000000000" {
		return Trace{}, false
	}
	// Versions later than 00 may add fields behind these.
	if version, added := parts[1], parts[5]; version == "ff" || version == "00" && added != "" {
		return Trace{}, false
	}
	return Trace{TraceID: parts[2], SpanID: parts[3], Flags: parts[4]}, true
}

// NewTrace begins a trace that nobody records yet.
func NewTrace() Trace {
	return Trace{TraceID: randomHex(16), SpanID: randomHex(8), Flags: "00"}
}

// Child is the next span of the same trace.
func (t Trace) Child() Trace {
	t.SpanID = randomHex(8)
	return t
}

// String is the trace as a traceparent header.
func (t Trace) String() string {
	return "00-" + t.TraceID + "-" + t.SpanID + "-" + t.Flags
}

type traceKey struct{}

// WithTrace returns a context that carries the trace.
func WithTrace(ctx context.Context, trace Trace) context.Context {
	return context.WithValue(ctx, traceKey{}, trace)
}

// TraceFrom returns the trace that the context carries, if any.
func TraceFrom(ctx context.Context) (Trace, bool) {
	trace, ok := ctx.Value(traceKey{}).(Trace)
	return trace, ok
}

func randomHex(length int) string {
	bytes := make([]byte, length)
	// crypto/rand.Read never fails: it ends the process when the system has no randomness.
	_, _ = rand.Read(bytes)
	return hex.EncodeToString(bytes)
}
