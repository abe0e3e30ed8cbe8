#include "core/experiment/foreign_run.h"

#include "core/base/epochs.h"
#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/base/input_file.h"
#include "core/base/number_text.h"
#include "core/base/utc.h"
#include "core/io/text/field_values.h"
#include "core/models/transformer/transformer_options.h"

#include <algorithm>
#include <array>
#include <limits>

namespace tastescope {

namespace {

namespace fs = std::filesystem;

bool isFolder(const fs::path& path)
{
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

/// The log and the weights people named; a folder stands for its log and for the one file of weights in it.
struct NamedFiles
{
    fs::path log;
    fs::path weights;

    explicit NamedFiles(std::span<const fs::path> paths)
    {
        for (const fs::path& path : paths) {
            if (isFolder(path))
                lookInto(path);
            else
                take(isWeightsFileName(path) ? weights : log, path);
        }
    }

    static void take(fs::path& place, const fs::path& path)
    {
        if (!place.empty())
            throw BadInput({path.string()}, "there is " + place.string()
                                                + " as well, expected one log and one file of "
                                                  "weights: a run has one of each");
        place = fs::absolute(path).lexically_normal();
    }

    void lookInto(const fs::path& folder)
    {
        std::vector<fs::path> found;
        bool hasLog = false;
        std::error_code failure;
        for (fs::directory_iterator each(folder, failure), last; !failure && each != last; each.increment(failure)) {
            hasLog = hasLog || isEventFileName(each->path());
            if (isWeightsFileName(each->path()))
                found.push_back(each->path());
        }
        if (hasLog || found.size() != 1)
            take(log, folder); // where there is neither, the reader of logs says so
        if (found.size() == 1)
            take(weights, found.front());
    }
};

std::string sha256Of(const fs::path& path)
{
    InputFile file(path);
    Sha256 hash;
    std::array<std::byte, 65'536> piece{};
    while (const std::size_t size = file.read(piece))
        hash.add(std::span(piece).first(size));
    return hash.hex();
}

std::string shortNumber(double value)
{
    return fixedText(value, 4);
}

void takeLog(ForeignRun& run, const fs::path& path)
{
    const ScalarLog log = readScalarLog(path);
    run.record.epochs = epochsOf(log, path.string());
    double first = std::numeric_limits<double>::infinity();
    double last = -first;
    for (const ScalarSeries& series : log.series) {
        const auto& points = series.points;
        for (const ScalarPoint& point : points) {
            first = std::min(first, point.wallTime);
            last = std::max(last, point.wallTime);
        }
        run.series.push_back(series.tag + ", steps " + std::to_string(points.front().step) + " to "
                             + std::to_string(points.back().step) + ", " + shortNumber(points.front().value) + " to "
                             + shortNumber(points.back().value));
    }
    // Clocks of other machines may be anything; seconds since 1970 up to the year 9999 are dates.
    const auto moment = [](double seconds) { return static_cast<std::int64_t>(std::clamp(seconds, 0.0, 2.5e11)); };
    run.record.seconds = last - first;
    run.record.startedAt = utcText(moment(first));
    run.endedAt = utcText(moment(last));
    run.remarks = log.faults;
    if (log.faultCount > static_cast<std::int64_t>(log.faults.size()))
        run.remarks.push_back(std::to_string(log.faultCount) + " records in all are left out");
    if (log.writtenAgain > 0)
        run.remarks.push_back(std::to_string(log.writtenAgain) + " points were written again later, which counts");
    const bool leaks = std::ranges::all_of(run.record.epochs, [](const EpochFinished& epoch) {
        const auto validation = epoch.validation.find(validationLossFigure);
        return validation && *validation < epoch.trainLoss;
    });
    if (leaks)
        run.remarks.emplace_back("validation is below training in every epoch: the windows of both may overlap");
    run.origin.log = path.string();
}

/// As the published files are named: ..._DIMENSION_USERDIMENSION_LAYERS_HEADS; nothing where the sizes are others.
std::optional<int> headsInName(const fs::path& path, const TransformerShape& shape)
{
    const std::string stem = path.stem().string();
    std::vector<std::int64_t> numbers;
    for (std::size_t end = stem.size(); numbers.size() < 4;) {
        const std::size_t begin = stem.find_last_of('_', end - 1);
        if (begin == std::string::npos || begin == 0)
            return std::nullopt;
        numbers.push_back(parseWhole(std::string_view(stem).substr(begin + 1, end - begin - 1)).value_or(-1));
        end = begin;
    }
    const bool fits = numbers[3] == shape.dimension && numbers[2] == shape.userDimension && numbers[1] == shape.layers;
    return fits && numbers[0] > 0 && shape.dimension % numbers[0] == 0 ? std::optional(static_cast<int>(numbers[0]))
                                                                       : std::nullopt;
}

TransformerWeights netIn(const fs::path& path, int heads)
{
    try {
        return readTransformerWeights(path, heads > 0 ? std::optional(heads) : std::nullopt);
    } catch (const HeadsUnknown& unknown) {
        if (const auto named = headsInName(path, unknown.shape()))
            return readTransformerWeights(path, named);
        throw;
    }
}

void takeWeights(ForeignRun& run, const fs::path& path, int heads)
{
    const TransformerShape shape = netIn(path, heads).shape;
    auto options = run.record.config.model.as<TransformerOptions>();
    options.context = shape.context;
    options.embeddingDim = shape.dimension;
    options.layers = shape.layers;
    options.heads = shape.heads;
    options.userDim = shape.userDimension;
    options.hidden = shape.hidden;
    options.output = shape.tied ? Output::Tied : Output::Pressed;
    run.record.config.model = options;
    run.record.dataset.users = shape.users;
    run.record.dataset.items = shape.items;
    run.origin.weights = path.string();
    run.origin.weightsSha256 = sha256Of(path);
    run.origin.heads = shape.heads;
}

} // namespace

ForeignRun readForeignRun(std::span<const fs::path> paths, const std::string& name, int heads)
{
    if (paths.empty())
        throw Error("Which run? Name its log, its weights or its folder.");
    const NamedFiles named(paths);
    ForeignRun run;
    run.record.config.model = TransformerOptions{};
    run.record.environment = {.program = {}, .compiler = {}, .threads = 0};
    if (!named.log.empty())
        takeLog(run, named.log);
    if (!named.weights.empty())
        takeWeights(run, named.weights, heads);
    auto options = run.record.config.model.as<TransformerOptions>();
    options.epochs = std::max(1, static_cast<int>(run.record.epochs.size()));
    run.record.config.model = options;
    const fs::path& called = named.weights.empty() ? named.log : named.weights;
    // As TensorBoard calls runs: by the folder of their log.
    run.name = !name.empty()         ? name
               : isFolder(called)    ? called.filename().string()
               : called == named.log ? called.parent_path().filename().string()
                                     : called.stem().string();
    run.record.config.name = run.name;
    return run;
}

bool isRunOfAnotherProgram(const fs::path& path)
{
    if (!isFolder(path))
        return isEventFileName(path) || isWeightsFileName(path);
    std::error_code failure;
    for (fs::directory_iterator each(path, failure), last; !failure && each != last; each.increment(failure))
        if (isEventFileName(each->path()))
            return true;
    return false;
}

} // namespace tastescope
