// The part of the C++ kdmp-parser in the comparison: see ../README.md. It does the same works in the same order, and prints the same lines, as
// benchmarks/KdmpParser.Benchmarks/Peers.

#include "kdmp-parser.h"

#include <algorithm>
#include <chrono>
#include <cinttypes>
#include <cstring>
#include <fstream>
#include <limits>
#include <string>
#include <utility>
#include <vector>

namespace {

constexpr int Repetitions = 3;

using Clock = std::chrono::steady_clock;

struct Answer {
  uint64_t Sum = 0;
  uint64_t Missing = 0;
};

struct Lists {
  std::vector<uint64_t> Physical, SmallPages, LargePages;
};

std::string DumpName;

double SecondsSince(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

void Print(const char *work, double value, const char *unit) { printf("C++\t%s\t%s\t%.9g\t%s\n", DumpName.c_str(), work, value, unit); }

void Print(const char *work, uint64_t value, const char *unit) {
  printf("C++\t%s\t%s\t%" PRIu64 "\t%s\n", DumpName.c_str(), work, value, unit);
}

// As Linux counts it: the most that the process ever had, pages of a mapped file included, or what is its own now.
void PrintMemory(const char *work, const std::string &field) {
  std::ifstream status("/proc/self/status");
  for (std::string line; std::getline(status, line);) {
    if (line.rfind(field, 0) == 0)
      Print(work, uint64_t{std::stoull(line.substr(field.size()))}, "KiB");
  }
}

std::vector<uint64_t> ReadList(std::ifstream &file) {
  uint64_t count = 0;
  file.read(reinterpret_cast<char *>(&count), sizeof count);
  std::vector<uint64_t> addresses(count);
  file.read(reinterpret_cast<char *>(addresses.data()), static_cast<std::streamsize>(count * sizeof(uint64_t)));
  return addresses;
}

Lists ReadLists(const std::filesystem::path &path) {
  std::ifstream file(path, std::ios::binary);
  file.exceptions(std::ios::failbit);
  Lists lists;
  lists.Physical = ReadList(file);
  lists.SmallPages = ReadList(file);
  lists.LargePages = ReadList(file);
  return lists;
}

uint64_t WordAt(const uint8_t *bytes) {
  uint64_t word;
  memcpy(&word, bytes, sizeof word);
  return word;
}

// For all that the compiler knows, somebody looks at these bytes here, and writes elsewhere. Else it leaves out what is copied but not looked
// at, and a work that comes to the same as the one before.
void Keep(const void *bytes) { asm volatile("" : : "r"(bytes) : "memory"); }

class Works {
public:
  explicit Works(const kdmpparser::KernelDumpParser &parser) : Parser_(parser) {}

  Answer ReadWords(const std::vector<uint64_t> &addresses) const {
    Answer answer;
    for (const uint64_t address : addresses) {
      const uint64_t offset = address % kdmpparser::Page::Size;
      if (const uint8_t *page = Parser_.GetPhysicalPage(address - offset))
        answer.Sum += WordAt(page + offset);
      else
        answer.Missing++;
    }
    return answer;
  }

  Answer ReadPages(const std::vector<uint64_t> &addresses) {
    Answer answer;
    for (const uint64_t address : addresses) {
      const uint64_t offset = address % kdmpparser::Page::Size;
      if (const uint8_t *page = Parser_.GetPhysicalPage(address - offset))
        answer.Sum += WordAt(Copy(page) + offset);
      else
        answer.Missing++;
    }
    return answer;
  }

  Answer Translate(const std::vector<uint64_t> &addresses) const {
    Answer answer;
    for (const uint64_t address : addresses) {
      if (const auto physical = Parser_.VirtTranslate(address))
        answer.Sum += *physical;
      else
        answer.Missing++;
    }
    return answer;
  }

  // The parser keeps its pages in a hash table: who wants them in order has to sort them.
  Answer ReadAll() {
    const auto &physmem = Parser_.GetPhysmem();
    std::vector<std::pair<uint64_t, const uint8_t *>> pages(physmem.begin(), physmem.end());
    std::sort(pages.begin(), pages.end());
    Answer answer;
    for (const auto &[address, page] : pages)
      answer.Sum += address + WordAt(Copy(page));
    return answer;
  }

private:
  const uint8_t *Copy(const uint8_t *page) {
    memcpy(Page_, page, sizeof Page_);
    Keep(Page_);
    return Page_;
  }

  const kdmpparser::KernelDumpParser &Parser_;
  uint8_t Page_[kdmpparser::Page::Size];
};

template <typename Work> void Measure(const char *name, size_t count, Work work) {
  if (count == 0)
    return;
  double best = std::numeric_limits<double>::max();
  Answer answer;
  for (int i = 0; i < Repetitions; i++) {
    const auto start = Clock::now();
    answer = work();
    Keep(&answer);
    best = std::min(best, SecondsSince(start));
  }
  Print(name, count == 1 ? best : best / static_cast<double>(count) * 1e9, count == 1 ? "s" : "ns");
  Print(name, answer.Sum, "sum");
  Print(name, answer.Missing, "missing");
}

void MeasureAll(const kdmpparser::KernelDumpParser &parser, const Lists &lists) {
  Works works(parser);
  Measure("read-8", lists.Physical.size(), [&] { return works.ReadWords(lists.Physical); });
  Measure("read-page", lists.Physical.size(), [&] { return works.ReadPages(lists.Physical); });
  Measure("translate-4k", lists.SmallPages.size(), [&] { return works.Translate(lists.SmallPages); });
  Measure("translate-2m", lists.LargePages.size(), [&] { return works.Translate(lists.LargePages); });
  Measure("pass", 1, [&] { return works.ReadAll(); });
}

} // namespace

int main(int argc, char **argv) {
  const bool openOnly = argc == 3 && std::string(argv[1]) == "--open";
  if (argc != 2 && !openOnly) {
    fprintf(stderr, "peer [--open] DUMP\n");
    return 2;
  }

  const std::filesystem::path path = argv[argc - 1];
  DumpName = path.stem().string();
  kdmpparser::KernelDumpParser parser;
  const auto start = Clock::now();
  if (!parser.Parse(path.c_str()))
    return 1;
  Print("open", SecondsSince(start), "s");
  PrintMemory("peak-open", "VmHWM:");
  if (!openOnly) {
    MeasureAll(parser, ReadLists(std::filesystem::path(path).replace_extension(".addresses")));
    PrintMemory("peak-end", "VmHWM:");
    PrintMemory("own-end", "RssAnon:");
  }
  return 0;
}
