package telemetry

import (
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/prometheus/client_golang/prometheus/collectors"
	"github.com/prometheus/client_golang/prometheus/promhttp"
)

// Buckets are those of https://opentelemetry.io/docs/specs/semconv/http/http-metrics/, in seconds.
var Buckets = []float64{0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5, 0.75, 1, 2.5, 5, 7.5, 10}

// Metrics are the metrics of one server, in a registry of its own: two servers never share a series.
type Metrics struct {
	Registry *prometheus.Registry
	duration *prometheus.HistogramVec
	active   prometheus.Gauge
}

// NewMetrics returns metrics by OpenTelemetry's names, with those of the process and of Go's runtime.
func NewMetrics() *Metrics {
	metrics := &Metrics{
		Registry: prometheus.NewRegistry(),
		duration: prometheus.NewHistogramVec(prometheus.HistogramOpts{
			Name:    "http_server_request_duration_seconds",
			Help:    "Duration of HTTP server requests.",
			Buckets: Buckets,
		}, []string{"http_request_method", "http_route", "http_response_status_code"}),
		active: prometheus.NewGauge(prometheus.GaugeOpts{
			Name: "http_server_active_requests",
			Help: "Number of HTTP server requests under way.",
		}),
	}
	metrics.Registry.MustRegister(
		metrics.duration,
		metrics.active,
		collectors.NewGoCollector(),
		collectors.NewProcessCollector(collectors.ProcessCollectorOpts{}),
	)
	return metrics
}

// Handler is what Prometheus scrapes.
func (m *Metrics) Handler() http.Handler {
	return promhttp.HandlerFor(m.Registry, promhttp.HandlerOpts{})
}

// Observe measures every request by its route's template, never by its path: paths are without number.
func (m *Metrics) Observe(next http.Handler) http.Handler {
	return http.HandlerFunc(func(writer http.ResponseWriter, request *http.Request) {
		recorder := &statusRecorder{ResponseWriter: writer, status: http.StatusOK}
		started := time.Now()
		m.active.Inc()
		defer func() {
			m.active.Dec()
			m.duration.
				WithLabelValues(method(request), route(request), strconv.Itoa(recorder.status)).
				Observe(time.Since(started).Seconds())
		}()
		next.ServeHTTP(recorder, request)
	})
}

func method(request *http.Request) string {
	switch request.Method {
	case "CONNECT", "DELETE", "GET", "HEAD", "OPTIONS", "PATCH", "POST", "PUT", "TRACE":
		return request.Method
	}
	return "_OTHER"
}

// route is the template that http.ServeMux has matched and left in the request: "GET /v1/things/{id}".
func route(request *http.Request) string {
	if request.Pattern == "" {
		return "unmatched"
	}
	_, path, _ := strings.Cut(request.Pattern, " ")
	return strings.TrimSuffix(path, "{$}")
}

// statusRecorder remembers the status of an answer.
type statusRecorder struct {
	http.ResponseWriter
	status int
}

func (r *statusRecorder) WriteHeader(status int) {
	r.status = status
	r.ResponseWriter.WriteHeader(status)
}

// Unwrap lets http.ResponseController reach what the server gave.
func (r *statusRecorder) Unwrap() http.ResponseWriter {
	return r.ResponseWriter
}
