package events

import (
	"context"
	"time"
)

const (
	// attempts is how often an event is handled before it becomes a dead letter.
	attempts = 5
	// concurrency is how many events are handled at once.
	concurrency = 10
	// patience is how long the broker may take to store an event.
	patience = 5 * time.Second
)

// backoff is the wait after this many failures: 1 s, 2 s, 4 s, and never more than 30 s.
func backoff(failures int) time.Duration {
	return min(time.Second<<min(max(failures-1, 0), 5), 30*time.Second)
}

// sleep waits, or less when the context ends.
func sleep(ctx context.Context, duration time.Duration) {
	timer := time.NewTimer(duration)
	defer timer.Stop()
	select {
	case <-ctx.Done():
	case <-timer.C:
	}
}
