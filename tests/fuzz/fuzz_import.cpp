// Text tables of every format, with options. The first bytes choose what files the folder has and how they are read;
// the files follow, parted by the byte 0x1C and a line break. How many bytes are read at a time never matters, and what
// was read adds up.
#include "core/io/import_dataset.h"
#include "core/io/native/native_file.h"
#include "tests/fuzz/fuzz_input.h"
#include "tests/support/gzipped.h"

#include <array>
#include <vector>

using namespace tastescope;
using namespace tastescope::fuzz;

namespace {

/// By the digit or letter in front: the names of a folder's files.
const std::vector<std::vector<std::string>> folders{{"t.csv"},
                                                    {"u.data", "u.item"},
                                                    {"ua.base", "ua.test", "u.item"},
                                                    {"ratings.dat", "movies.dat"},
                                                    {"ratings.csv", "movies.csv"},
                                                    {"user_artists.dat", "artists.dat"},
                                                    {"d.train.rating", "d.test.rating", "d.test.negative"},
                                                    {"train.txt", "test.txt"},
                                                    {"t.tsv"},
                                                    {"t.gz"}};

ImportOptions optionsFrom(Input& input)
{
    constexpr std::array splits{SplitChoice::Auto, SplitChoice::Given, SplitChoice::Random, SplitChoice::LeaveLastOut};
    constexpr std::array duplicates{Duplicates::Last, Duplicates::First, Duplicates::Max, Duplicates::Sum};
    constexpr std::array encodings{Encoding::Auto, Encoding::Utf8, Encoding::Latin1};
    constexpr std::array separators{"", ",", "\t", ";", "::", " ", "|"};
    ImportOptions options;
    options.split = input.choose(splits);
    options.duplicates = input.choose(duplicates);
    options.encoding = input.choose(encodings);
    if (const std::string separator = input.choose(separators); !separator.empty())
        options.table.separator = separator;
    const std::size_t flags = input.below(16);
    options.skipBadRows = (flags & 1) != 0;
    if (flags & 2)
        options.minRating = 3;
    if (flags & 4)
        options.table.header = (flags & 8) != 0;
    return options;
}

void writeFiles(Input& input, const std::filesystem::path& folder)
{
    const std::vector<std::string>& names = input.choose(folders);
    const bool packs = input.below(2) == 1;
    for (const std::string& name : names) {
        const std::string bytes(input.upTo("\x1C\n"));
        if (name == names.front() || !bytes.empty())
            writeFile(folder / name, packs ? gzipped(bytes) : bytes);
    }
}

void checkReport(const ImportReport& report)
{
    const std::int64_t told = report.positives + report.duplicates + report.inBothParts + report.lowRated;
    require(report.rows == told, "rows are kept, doubled, in both parts or rated low");
    require(report.badRowCount >= std::ssize(report.badRows), "bad rows are counted");
}

/// All that can be told apart of how an import ends.
std::string outcomeOf(const std::filesystem::path& folder, const ImportOptions& options)
{
    std::string outcome;
    const std::string refusal = refusalOf([&] {
        const std::filesystem::path paths[] = {folder};
        const Imported imported = importDataset(paths, options);
        checkReport(imported.report);
        outcome = imported.dataset->hash() + " " + std::to_string(imported.report.rows);
        for (const BadRow& bad : imported.report.badRows)
            outcome += "\n" + toText(bad.place) + " " + bad.reason + " " + bad.excerpt;
        keepsPromise("what was imported can be kept", [&] {
            saveDataset(*imported.dataset, scratchFolder() / "imported.taste");
            return loadDataset(scratchFolder() / "imported.taste")->hash() == imported.dataset->hash();
        });
    });
    return refusal.empty() ? outcome : refusal;
}

} // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    Input input(data, size);
    constexpr std::array<std::size_t, 6> fewBytes{1, 2, 3, 7, 64, 4096};
    const std::size_t bytesAtATime = input.choose(fewBytes);
    ImportOptions options = optionsFrom(input);
    const std::filesystem::path folder = emptyFolder("import");
    writeFiles(input, folder);

    options.sizes = {.buffer = std::size_t{64} << 10, .chunk = std::size_t{64} << 10};
    const std::string outcome = outcomeOf(folder, options);
    refusalOf([&] {
        const std::filesystem::path paths[] = {folder};
        static_cast<void>(previewImport(paths, options));
    });
    options.sizes = {.buffer = bytesAtATime, .chunk = bytesAtATime};
    const std::string again = outcomeOf(folder, options);
    require(again == outcome, "how many bytes are read at a time does not matter: " + outcome + " / " + again);
    return 0;
}
