// The same loops in C++: time outside, neurons inside. Each step is two passes, as a good programmer writes them for the
// vectoriser: one updates every neuron without a branch, one looks for the few that crossed.
//
//   loops NAME DT STEPS REPEATS COLUMN...         columns: files of little-endian doubles, one for each neuron
//   prints: SECONDS SPIKES, the best of the repeats
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <map>
#include <string>
#include <vector>

using Column = std::vector<double>;

struct Spikes {
  std::vector<int> steps, neurons;
  void add(int step, int neuron) {
    steps.push_back(step);
    neurons.push_back(neuron);
  }
};

static Spikes lif(double dt, int steps, const std::vector<Column>& columns) {
  const Column& current = columns[0];
  const int n = current.size();
  Spikes spikes;
  Column v(n, -70.0), end(n), released(n, 0.0);
  for (int i = 0; i < n; i++) end[i] = -70 + 10 * current[i];
  const double decay = std::exp(-dt / 15), held = std::round(2 / dt);
  for (int k = 0; k < steps; k++) {
    const double now = k;
    for (int i = 0; i < n; i++) {
      const double next = end[i] + (v[i] - end[i]) * decay;
      v[i] = now >= released[i] ? next : v[i];
    }
    for (int i = 0; i < n; i++) {
      if (v[i] > -50) {
        v[i] = -65;
        released[i] = now + held;
        spikes.add(k, i);
      }
    }
  }
  return spikes;
}

static Spikes lif_spread(double dt, int steps, const std::vector<Column>& columns) {
  const Column &tau = columns[0], &current = columns[1];
  const int n = current.size();
  Spikes spikes;
  Column v(n, -70.0), decay(n), end(n), released(n, 0.0);
  for (int i = 0; i < n; i++) {
    decay[i] = std::exp(-dt / tau[i]);
    end[i] = -70 + 10 * current[i];
  }
  const double held = std::round(2 / dt);
  for (int k = 0; k < steps; k++) {
    const double now = k;
    for (int i = 0; i < n; i++) {
      const double next = end[i] + (v[i] - end[i]) * decay[i];
      v[i] = now >= released[i] ? next : v[i];
    }
    for (int i = 0; i < n; i++) {
      if (v[i] > -50) {
        v[i] = -65;
        released[i] = now + held;
        spikes.add(k, i);
      }
    }
  }
  return spikes;
}

static Spikes izhikevich(double dt, int steps, const std::vector<Column>& columns) {
  const Column &d = columns[0], &current = columns[1];
  const int n = current.size();
  Spikes spikes;
  Column v(n, -70.0), u(n, -14.0);
  for (int k = 0; k < steps; k++) {
    for (int i = 0; i < n; i++) {
      const double x = v[i], y = u[i];
      v[i] = x + dt * (0.04 * x * x + 5 * x + 140 - y + current[i]);
      u[i] = y + dt * 0.02 * (0.2 * x - y);
    }
    for (int i = 0; i < n; i++) {
      if (v[i] >= 30) {
        v[i] = -65;
        u[i] += d[i];
        spikes.add(k, i);
      }
    }
  }
  return spikes;
}

static Spikes adex(double dt, int steps, const std::vector<Column>& columns) {
  const Column &b = columns[0], &current = columns[1];
  const int n = current.size();
  Spikes spikes;
  Column v(n, -70.6), w(n, 0.0);
  for (int k = 0; k < steps; k++) {
    for (int i = 0; i < n; i++) {
      const double x = v[i], y = w[i];
      v[i] = x + dt / 281 * (30 * (-70.6 - x) + 60 * std::exp((x + 50.4) / 2) - y + current[i]);
      w[i] = y + dt / 144 * (4 * (x + 70.6) - y);
    }
    for (int i = 0; i < n; i++) {
      if (v[i] > -40) {
        v[i] = -70.6;
        w[i] += b[i];
        spikes.add(k, i);
      }
    }
  }
  return spikes;
}

// x/(e^x - 1); the quotient 0/0 is replaced by its limit without a branch
static inline double bernoulli(double x) {
  const double away = std::fabs(x) < 1e-6 ? 1e-6 : x;
  return away / (std::exp(away) - 1);
}

static Spikes hh(double dt, int steps, const std::vector<Column>& columns) {
  const Column &sodium = columns[0], &current = columns[1];
  const int n = current.size();
  Spikes spikes;
  Column v(n, -60.0), m(n, 0.05), h(n, 0.9), gate(n, 0.05), released(n, 0.0);
  const double held = std::round(3 / dt);
  for (int k = 0; k < steps; k++) {
    for (int i = 0; i < n; i++) {
      const double x = v[i] + 63;
      const double am = 1.28 * bernoulli((13 - x) / 4), bm = 1.4 * bernoulli((x - 40) / 5);
      const double ah = 0.128 * std::exp((17 - x) / 18), bh = 4 / (1 + std::exp((40 - x) / 5));
      const double an = 0.16 * bernoulli((15 - x) / 5), bn = 0.5 * std::exp((10 - x) / 40);
      const double na = 1000 * sodium[i] * m[i] * m[i] * m[i] * h[i];
      const double kd = 6000 * gate[i] * gate[i] * gate[i] * gate[i];
      const double g = 10 + na + kd, end = (current[i] - 600 + 50 * na - 90 * kd) / g;
      m[i] = am / (am + bm) + (m[i] - am / (am + bm)) * std::exp(-dt * (am + bm));
      h[i] = ah / (ah + bh) + (h[i] - ah / (ah + bh)) * std::exp(-dt * (ah + bh));
      gate[i] = an / (an + bn) + (gate[i] - an / (an + bn)) * std::exp(-dt * (an + bn));
      v[i] = end + (v[i] - end) * std::exp(-dt * g / 200);
    }
    for (int i = 0; i < n; i++) {
      if (v[i] > -20 && k >= released[i]) {
        released[i] = k + held;
        spikes.add(k, i);
      }
    }
  }
  return spikes;
}

static Column read(const char* path) {
  FILE* file = std::fopen(path, "rb");
  if (!file) std::exit(2);
  std::fseek(file, 0, SEEK_END);
  Column column(std::ftell(file) / sizeof(double));
  std::rewind(file);
  if (std::fread(column.data(), sizeof(double), column.size(), file) != column.size()) std::exit(2);
  std::fclose(file);
  return column;
}

int main(int count, char** words) {
  const std::map<std::string, Spikes (*)(double, int, const std::vector<Column>&)> loops = {
      {"lif", lif}, {"lif-spread", lif_spread}, {"izhikevich", izhikevich}, {"adex", adex}, {"hh", hh}};
  if (count < 6 || !loops.count(words[1])) return 2;
  const auto run = loops.at(words[1]);
  std::vector<Column> columns;
  for (int word = 5; word < count; word++) columns.push_back(read(words[word]));
  double best = INFINITY;
  size_t spikes = 0;
  for (int repeat = std::atoi(words[4]); repeat > 0; repeat--) {
    const auto start = std::chrono::steady_clock::now();
    spikes = run(std::atof(words[2]), std::atoi(words[3]), columns).steps.size();
    best = std::fmin(best, std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::printf("%.9g %zu\n", best, spikes);
}
