#include "core/base/json_text.h"
#include "core/io/native/native_file.h"
#include "core/io/native/provenance_json.h"
#include "core/io/native/section_reader.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>

namespace tastescope {

namespace {

constexpr std::uint64_t mostMetaBytes = std::uint64_t{16} << 20; // names of 200 files and some numbers take 100 kB

struct Meta
{
    bool givenValidation = false;
    bool givenTest = false;
};

Meta takeMeta(const std::string& text, const std::string& file, DatasetParts& parts)
{
    const Json json = parseJson(text, file);
    JsonObject meta(json, file);
    parts.name = meta.text("name");
    JsonObject nouns = meta.object("nouns");
    parts.nouns = {nouns.text("item"), nouns.text("track")};
    parts.itemsAreTracks = meta.flag("items_are_tracks");
    parts.provenance = provenanceFrom(meta.object("provenance"));
    return {meta.flag("given_validation"), meta.flag("given_test")};
}

class DatasetReader
{
public:
    DatasetReader(const std::filesystem::path& path, const JobContext& job) : m_sections(path, job) {}

    DatasetParts read(const std::string& file)
    {
        DatasetParts parts;
        const Meta meta = takeMeta(section([&] { return m_sections.takeText(mostMetaBytes); }), file, parts);
        parts.users = section([&] { return ids(); });
        parts.items = catalogue();
        parts.tracks = catalogue();
        parts.library = section([&] { return m_sections.takeMatrix<User, Track>(); });
        for (auto* part : {&parts.split.train, &parts.split.validation, &parts.split.test, &parts.split.cold})
            *part = section([&] { return m_sections.takeMatrix<User, Item>(); });
        parts.owned = section([&] { return m_sections.takeMatrix<User, Item>(); });
        parts.itemTracks = section([&] { return m_sections.takeMatrix<Item, Track>(); });
        parts.exploration = section([&] { return m_sections.takeRest<float>(); });
        if (!std::ranges::all_of(parts.exploration, [](float e) { return e > 0 && e < 1; }))
            m_sections.fail("an exploration is not between 0 and 1");
        parts.givenValidation = lists(meta.givenValidation, parts, parts.split.validation);
        parts.givenTest = lists(meta.givenTest, parts, parts.split.test);
        if (m_sections.hasMore())
            parts.sequences = sequences(parts);
        if (m_sections.hasMore())
            parts.unseenItems = section([&] { return ids(); });
        if (m_sections.hasMore())
            parts.weights = weights();
        m_sections.finish();
        return parts;
    }

private:
    /// One section, taken whole by `take`.
    template<typename Take>
    std::invoke_result_t<Take> section(const Take& take)
    {
        m_sections.begin();
        auto value = take();
        m_sections.end();
        return value;
    }

    IdTable ids()
    {
        std::vector<std::string> names = m_sections.takeTexts();
        try {
            return IdTable(std::move(names));
        } catch (const Error& error) {
            m_sections.fail(error.what());
        }
    }

    Catalogue catalogue()
    {
        Catalogue result;
        result.ids = section([&] { return ids(); });
        for (auto* texts : {&result.titles, &result.details})
            *texts = section([&] {
                auto read = m_sections.takeTexts();
                if (!read.empty() && read.size() != result.size())
                    m_sections.fail("there are not as many titles as ids");
                return read;
            });
        return result;
    }

    std::optional<EvaluationLists> lists(bool given, const DatasetParts& parts, const BinaryMatrix<User, Item>& heldOut)
    {
        EvaluationLists read;
        read.positives = section([&] { return m_sections.takeRest<HeldOut>(); });
        read.offsets = section([&] { return m_sections.takeRest<std::int64_t>(); });
        read.negatives = section([&] { return m_sections.takeRest<Item>(); });
        const auto users = static_cast<std::int32_t>(parts.users.size());
        const auto items = static_cast<std::int32_t>(parts.items.size());
        const auto isItem = [items](Item item) { return number(item) >= 0 && number(item) < items; };
        const bool good = read.offsets.size() == read.positives.size() + 1 && read.offsets.front() == 0
                          && read.offsets.back() == static_cast<std::int64_t>(read.negatives.size())
                          && std::ranges::is_sorted(read.offsets)
                          && std::ranges::is_sorted(read.positives, {}, &HeldOut::user)
                          && std::ranges::all_of(read.negatives, isItem)
                          && std::ranges::all_of(read.positives, [&](const HeldOut& p) {
                                 return number(p.user) >= 0 && number(p.user) < users && isItem(p.item)
                                        && index(p.user) < heldOut.rowCount() && heldOut.contains(p.user, p.item);
                             });
        if (given && !good)
            m_sections.fail("the evaluation lists are out of order, out of range or of pairs that are not held out");
        if (!given && !(read.positives.empty() && read.negatives.empty()))
            m_sections.fail("there are evaluation lists that the head does not know of");
        return given ? std::optional(std::move(read)) : std::nullopt;
    }

    Sequences sequences(const DatasetParts& parts)
    {
        auto offsets = section([&] { return m_sections.takeRest<std::int64_t>(); });
        auto items = section([&] { return m_sections.takeRest<Item>(); });
        auto times = section([&] { return m_sections.takeRest<std::int64_t>(); });
        const bool areUnknown = m_sections.hasMore() && offsets == std::vector<std::int64_t>{0};
        if (areUnknown && items.empty() && times.empty())
            return {};
        if (offsets.size() != parts.users.size() + 1 || !Sequences::isValid(parts.items.size(), offsets, items, times))
            m_sections.fail("the sequences are out of order or out of range");
        return {parts.items.size(), std::move(offsets), std::move(items), std::move(times)};
    }

    PairWeights weights()
    {
        auto pairs = section([&] { return m_sections.takeMatrix<User, Item>(); });
        auto values = section([&] { return m_sections.takeRest<float>(); });
        if (!PairWeights::isValid(pairs, values))
            m_sections.fail("the weights are not one a positive, or no numbers");
        return {std::move(pairs), std::move(values)};
    }

    SectionReader m_sections;
};

} // namespace

std::shared_ptr<const Dataset> loadDataset(const std::filesystem::path& path, const JobContext& job)
{
    job.report(StageStarted{"reading " + path.filename().string()});
    DatasetParts parts = DatasetReader(path, job).read(path.string());
    job.throwIfStopped();
    try {
        return std::make_shared<const Dataset>(std::move(parts));
    } catch (const BadInput&) {
        throw;
    } catch (const Error& error) {
        throw BadInput({path.string()}, std::string(error.what()) + " The file contradicts itself; make it again.");
    }
}

MemoryNeed datasetMemory(const std::filesystem::path& path)
{
    return SectionReader(path, {}).memory();
}

bool isNativeFile(const std::filesystem::path& path)
{
    std::error_code error;
    if (!std::filesystem::is_regular_file(path, error))
        return false;
    try {
        InputFile file(path);
        std::array<char, nativeMagic.size()> magic{};
        return file.read(std::as_writable_bytes(std::span(magic))) == magic.size()
               && std::string_view(magic.data(), magic.size()) == nativeMagic;
    } catch (const Error&) {
        return false;
    }
}

} // namespace tastescope
