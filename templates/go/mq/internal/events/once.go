package events

import (
	"context"
	"errors"
	"sync"
)

// remembered is how many handled events are recognised when they come again.
const remembered = 10_000

var errUnderWay = errors.New("the same event is being handled")

type identity struct{ source, id string }

// Once returns a handler that handles each event once, as far as this process remembers: an event that comes again
// after success is passed over. What must never happen twice needs the same key in a database.
func Once(handle Handler) Handler {
	var (
		mutex    sync.Mutex
		underWay = make(map[identity]bool)
		handled  = make(map[identity]bool, remembered)
		order    [remembered]identity
		next     int
	)
	begin := func(key identity) (done bool, err error) {
		mutex.Lock()
		defer mutex.Unlock()
		if handled[key] {
			return true, nil
		}
		if underWay[key] {
			return false, errUnderWay
		}
		underWay[key] = true
		return false, nil
	}
	end := func(key identity, succeeded bool) {
		mutex.Lock()
		defer mutex.Unlock()
		delete(underWay, key)
		if succeeded {
			delete(handled, order[next])
			order[next] = key
			next = (next + 1) % remembered
			handled[key] = true
		}
	}
	return func(ctx context.Context, event Event) error {
		key := identity{event.Source, event.ID}
		if done, err := begin(key); done || err != nil {
			return err
		}
		succeeded := false
		defer func() { end(key, succeeded) }()
		err := handle(ctx, event)
		succeeded = err == nil
		return err
	}
}
