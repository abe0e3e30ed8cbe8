// How near the estimates of memory are to what the command line takes, and whether a control group ever has to kill it.
//
//   bench_memory CLI FOLDER               estimate, peak and their ratio of about 50 commands
//   bench_memory CLI FOLDER storm N SIZE  N random commands in a control group (or address space) of SIZE
//
// The peak is less that of `data info` of two rows: the program itself. FOLDER keeps the data between calls.
#include "core/base/memory_limit.h"
#include "core/base/random.h"
#include "core/data/dataset.h"
#include "core/evaluation/evaluation_memory.h"
#include "core/experiment/open_dataset.h"
#include "core/experiment/run_cost.h"
#include "core/io/formats/format_table.h"
#include "core/io/import_memory.h"
#include "core/io/native/native_file.h"
#include "core/models/model_kind.h"
#include "core/neighbours/candidates.h"
#include "core/neighbours/search_memory.h"
#include "tests/support/child_cost.h"

#include <cstdio>
#include <fstream>
#include <map>
#include <sstream>

using namespace tastescope;

namespace {

namespace fs = std::filesystem;

std::vector<std::string> split(const std::string& text)
{
    std::istringstream stream(text);
    return {std::istream_iterator<std::string>(stream), {}};
}

class Bench
{
public:
    Bench(std::string program, fs::path folder) : m_program(std::move(program)), m_folder(std::move(folder))
    {
        fs::create_directories(m_folder);
        std::ofstream(at("two.csv")) << "user,item\n1,1\n2,2\n";
        m_bare = costOfChild(m_program, {"data", "info", at("two.csv").string()}, m_folder).bytes;
    }

    fs::path at(const std::string& name) const { return m_folder / name; }

    ChildCost call(const std::string& words, const std::function<void()>& prepare = {}) const
    {
        fs::remove_all(at("out"));
        return costOfChild(m_program, split(words), m_folder, prepare);
    }

    /// A generated dataset of so many users, made once. Its size with the scored pairs.
    const DataSize& data(const std::string& name, int users)
    {
        const fs::path file = at(name + ".taste");
        if (!fs::exists(file))
            call("data make --preset demo --users " + std::to_string(users) + " --out " + file.string());
        if (!m_sizes.contains(name))
            m_sizes[name] = countedSize(*openDataset(file.string()));
        return m_sizes[name];
    }
    const DataSize& size(const std::string& name) const { return m_sizes.at(name); }
    std::int64_t opened(const std::string& name) const { return datasetMemory(at(name + ".taste")).bytes(); }

    void report(const std::string& words, std::int64_t estimate)
    {
        const ChildCost run = call(words);
        const std::int64_t peak = run.bytes - m_bare;
        const double ratio = static_cast<double>(estimate) / static_cast<double>(peak);
        std::string shown = words;
        for (std::size_t at = 0; (at = shown.find(m_folder.string() + "/")) != std::string::npos;)
            shown.erase(at, m_folder.string().size() + 1);
        std::printf("%8.1f %8.1f  %5.2f %s %s%s\n", static_cast<double>(estimate) / 1e6,
                    static_cast<double>(peak) / 1e6, ratio, ratio < 0.8 || ratio > 1.2 ? "*" : " ", shown.c_str(),
                    run.code == 0 ? "" : (" : " + run.error).c_str());
        std::fflush(stdout);
        ++m_count;
        m_within += ratio >= 0.8 && ratio <= 1.2 ? 1 : 0;
    }

    void train(const std::string& name, const std::string& model, const std::string& set, int negatives = 50)
    {
        RunConfig config;
        config.model = defaultOptions(model);
        config.negatives = negatives;
        std::string words = "train " + at(name + ".taste").string() + " --model " + model + " --no-history --out "
                            + at("out").string() + " --negatives " + std::to_string(negatives);
        for (const std::string& assignment : split(set)) {
            setOptionFromText(config.model, assignment);
            words += " --set " + assignment;
        }
        report(words, opened(name) + runMemory(config, size(name)).bytes());
    }

    void neighbours(const std::string& name, int top)
    {
        report("neighbours " + at(name + ".taste").string() + " --top " + std::to_string(top),
               opened(name) + neighbourhoodMemory(size(name), {.top = top}, CandidateOptions().count).bytes());
    }

    /// A model is loaded first, from its tensors, and then the data come beside it.
    void evaluate(const std::string& name, const std::string& model, const std::string& protocol)
    {
        const std::string run = at("model-" + name + "-" + model).string();
        if (!fs::exists(run))
            call("train " + at(name + ".taste").string() + " --model " + model + " --no-history --out " + run);
        EvaluationOptions options{.protocol = protocol == "full" ? Protocol::Full : Protocol::Sampled,
                                  .part = Part::Test,
                                  .cutoffs = {1, 5, 10}};
        const auto file = static_cast<std::int64_t>(fs::file_size(run + "/model.safetensors"));
        report("evaluate " + at(name + ".taste").string() + " --run " + run + " --protocol " + protocol,
               std::max(3 * file, file + opened(name) + evaluationMemory(size(name), options, 50).bytes()));
    }

    void import(const std::string& file)
    {
        const std::vector<fs::path> paths{at(file)};
        const ImportOptions options;
        ReadProgress looking({}, 0, options.sizes);
        const auto found = recogniseFormat(probe(paths, extensionsOf(formatTable()), looking), options, looking);
        report("data import " + at(file).string() + " --out " + at("out").string(),
               importMemory(found.recognised).bytes());
    }

    void sum() const { std::printf("%d of %d within 0.8 to 1.2\n", m_within, m_count); }

private:
    std::string m_program;
    fs::path m_folder;
    std::int64_t m_bare = 0;
    std::map<std::string, DataSize> m_sizes;
    int m_count = 0;
    int m_within = 0;
};

/// Rows of users and items, in the order of users or not, with what stands behind them.
void writeRows(const fs::path& file, const std::string& head, const std::string& separator, const std::string& rest,
               int rows)
{
    if (fs::exists(file))
        return;
    fs::create_directories(file.parent_path());
    std::ofstream stream(file);
    stream << head;
    Random random(1, {1});
    for (int row = 0; row < rows; ++row)
        stream << row / 40 + 1 << separator << random.below(20'000) + 1 << rest << '\n';
}

void importAll(Bench& bench)
{
    writeRows(bench.at("plain.csv"), "user,item\n", ",", "", 4'000'000);
    writeRows(bench.at("rated.csv"), "user,item,rating\n", ",", ",4", 4'000'000);
    writeRows(bench.at("timed.csv"), "user,item,rating,timestamp\n", ",", ",4,1000000000", 4'000'000);
    writeRows(bench.at("ml-1m/ratings.dat"), "", "::", "::4::1000000000", 4'000'000);
    const std::string pack = "gzip -1 -k -S .packed " + bench.at("timed.csv").string();
    if (!fs::exists(bench.at("packed.csv.gz")) && std::system(pack.c_str()) == 0)
        fs::rename(bench.at("timed.csv.packed"), bench.at("packed.csv.gz"));
    // Each in a folder of its own: what stands beside a file may belong to it.
    for (const char* name : {"plain.csv", "rated.csv", "timed.csv", "packed.csv.gz"}) {
        const fs::path own = bench.at(std::string("of-") + name) / name;
        fs::create_directories(own.parent_path());
        if (!fs::exists(own))
            fs::create_hard_link(bench.at(name), own);
        bench.import((fs::path(std::string("of-") + name) / name).string());
    }
    bench.import("ml-1m/ratings.dat");
}

void measureAll(Bench& bench)
{
    std::printf("estimate     peak  ratio (MB; * beyond 20 %%)\n");
    const std::vector<std::string> both{"small", "large"};
    bench.data("small", 5'000);
    bench.data("large", 20'000);
    for (const std::string& data : both) {
        bench.report("data info " + bench.at(data + ".taste").string(), bench.opened(data));
        bench.train(data, "popularity", "");
        for (const char* set :
             {"neighbours=10", "neighbours=100", "neighbours=1000", "weighting=bm25", "weighting=tfidf neighbours=500"})
            bench.train(data, "user-knn", set);
        for (const char* set :
             {"embedding_dim=16 epochs=2", "embedding_dim=128 epochs=1", "embedding_dim=512 epochs=2",
              "embedding_dim=1024 epochs=3", "embedding_dim=64 epochs=2 optimiser=adam",
              "embedding_dim=512 epochs=2 optimiser=adam", "embedding_dim=64 epochs=1 optimiser=adam_batch",
              "embedding_dim=512 epochs=1 optimiser=adam_batch batch_size=4096",
              "embedding_dim=64 epochs=1 optimiser=adam_batch batch_size=262144 negatives=8",
              "embedding_dim=32 epochs=1 negative_pool=hard_easy",
              "embedding_dim=64 epochs=1 optimiser=adam_batch negative_pool=hard_easy"})
            bench.train(data, "bpr", set);
        bench.train(data, "ials", "embedding_dim=128 epochs=2");
        for (const int top : {10, 100, 1'000, 1'000'000})
            bench.neighbours(data, top);
        for (const char* model : {"popularity", "user-knn", "bpr"})
            bench.evaluate(data, model, "sampled");
        bench.evaluate(data, "user-knn", "full");
        bench.evaluate(data, "bpr", "full");
    }
    bench.train("large", "popularity", "", 200);
    importAll(bench);
    bench.sum();
}

/// A command that may need anything from little to far too much.
std::string randomCommand(Random& random, const Bench& bench)
{
    const auto pick = [&](std::initializer_list<const char*> values) {
        return std::string(values.begin()[random.below(values.size())]);
    };
    const std::string data = bench.at(pick({"small", "large"}) + ".taste").string();
    const std::string train = "train " + data + " --no-history --out " + bench.at("out").string() + " --model ";
    switch (random.below(6)) {
    case 0:
        return "neighbours " + data + " --top " + pick({"10", "200", "2000", "1000000"});
    case 1:
        return train + "user-knn --set neighbours=" + pick({"10", "300", "3000", "10000"})
               + " --set weighting=" + pick({"binary", "bm25", "tfidf"});
    case 2:
        return "data import " + bench.at("of-" + pick({"plain.csv/plain.csv", "timed.csv/timed.csv"})).string()
               + " --out " + bench.at("out").string();
    case 3:
        return "evaluate " + data + " --run "
               + bench.at("model-" + fs::path(data).stem().string() + "-" + pick({"user-knn", "bpr"})).string()
               + " --protocol " + pick({"sampled", "full"});
    case 4:
        return "sweep " + data + " --no-history --out " + bench.at("out").string()
               + " --model bpr --set epochs=1 --set optimiser=" + pick({"sgd", "adam"}) + " --vary embedding_dim=grid("
               + pick({"8,16", "64,256", "512,1024"}) + ") --jobs " + pick({"1", "2"});
    default:
        return train + "bpr --set epochs=" + pick({"1", "2"}) + " --set embedding_dim="
               + pick({"8", "64", "256", "512", "1024"}) + " --set optimiser=" + pick({"sgd", "adam", "adam_batch"})
               + " --set negative_pool=" + pick({"uniform", "hard_easy"});
    }
}

/// A control group of this size for the calling process, of version 1 or 2; false: none can be made here.
bool enterGroup(std::int64_t bytes)
{
    const auto writes = [](const fs::path& file, const std::string& text) {
        return (std::ofstream(file) << text << std::flush).good();
    };
    for (const auto& [root, limit] : {std::pair("/sys/fs/cgroup/memory/tastescope-bench", "memory.limit_in_bytes"),
                                      std::pair("/sys/fs/cgroup/tastescope-bench", "memory.max")}) {
        std::error_code error;
        fs::create_directory(root, error);
        if (writes(fs::path(root) / limit, std::to_string(bytes))
            && writes(fs::path(root) / "cgroup.procs", std::to_string(getpid())))
            return true;
    }
    return false;
}

void storm(const Bench& bench, int count, std::int64_t bytes)
{
    std::map<std::string, int> ends;
    bool inGroup = true;
    for (int i = 0; i < count; ++i) {
        Random random(20'261, {static_cast<std::uint64_t>(i)});
        const std::string words = randomCommand(random, bench);
        const ChildCost run = bench.call(words, [bytes] {
            if (!enterGroup(bytes)) {
                const rlimit limit{static_cast<rlim_t>(bytes), static_cast<rlim_t>(bytes)};
                setrlimit(RLIMIT_AS, &limit);
            }
        });
        const bool isRefused = run.code == 1 && run.error.find("of memory") != std::string::npos;
        const std::string end = run.code == 0     ? "done"
                                : isRefused       ? "refused"
                                : run.signal != 0 ? "killed by signal " + std::to_string(run.signal)
                                                  : "failed";
        inGroup = inGroup && run.error.find("ulimit -v") == std::string::npos;
        ++ends[end];
        if (end != "done" && end != "refused")
            std::printf("%s: %s\n  %s\n", end.c_str(), words.c_str(), run.error.c_str());
    }
    std::printf("%d commands in %s of %s:\n", count, inGroup ? "a control group" : "an address space",
                std::to_string(bytes).c_str());
    for (const auto& [end, times] : ends)
        std::printf("  %-10s %d\n", end.c_str(), times);
}

} // namespace

int main(int argc, char** argv)
{
    if (argc != 3 && argc != 6)
        return std::fputs("bench_memory CLI FOLDER [storm N SIZE]\n", stderr) < 0 ? 1 : 2;
    Bench bench(argv[1], argv[2]);
    argc == 6 ? storm(bench, std::stoi(argv[4]), parseMemory(argv[5])) : measureAll(bench);
    return 0;
}
