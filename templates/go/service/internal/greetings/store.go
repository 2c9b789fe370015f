package greetings

import "sync"

// capacity is how many greetings a store keeps.
const capacity = 1000

// Store keeps the newest greetings in memory.
type Store struct {
	mutex     sync.RWMutex
	greetings map[string]Greeting
	// order holds the ids as a ring; next is the place of the oldest.
	order [capacity]string
	next  int
}

// NewStore returns an empty store.
func NewStore() *Store {
	return &Store{greetings: make(map[string]Greeting, capacity)}
}

// Add keeps a greeting, and forgets the oldest when there are too many.
func (s *Store) Add(greeting Greeting) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	delete(s.greetings, s.order[s.next])
	s.order[s.next] = greeting.ID
	s.next = (s.next + 1) % capacity
	s.greetings[greeting.ID] = greeting
}

// Remove forgets a greeting.
func (s *Store) Remove(id string) {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	delete(s.greetings, id)
}

// Get returns the greeting with this id, if it is kept.
func (s *Store) Get(id string) (Greeting, bool) {
	s.mutex.RLock()
	defer s.mutex.RUnlock()
	greeting, found := s.greetings[id]
	return greeting, found
}
