#include "core/experiment/kept_ranks.h"

#include "core/base/error.h"
#include "core/base/hash.h"
#include "core/files/safetensors.h"

#include <algorithm>
#include <span>

namespace tastescope {

namespace {

constexpr const char* keptFormat = "tastescope-next-items-1";

std::vector<std::int64_t> listIn(const TensorFile& file, const std::string& name)
{
    return int64s(file.tensor(name), file.tensor(name).shape);
}

} // namespace

KeptRanks::KeptRanks(const std::filesystem::path& workspace, const std::string& model, const Dataset& dataset)
{
    if (model.empty())
        return;
    m_key = model + " on " + dataset.hash() + " " + dataset.sequences().hash();
    m_file = workspace / "next-items" / (toHex(checksum(std::as_bytes(std::span(m_key)))) + ".safetensors");
}

std::optional<NextItemRanks> KeptRanks::read() const
{
    std::error_code ignored;
    if (m_file.empty() || !std::filesystem::exists(m_file, ignored))
        return std::nullopt;
    try {
        const TensorFile file = readSafetensors(m_file);
        checkSeal(file, m_file);
        if (file.entry("format") != keptFormat || file.entry("of") != m_key)
            return std::nullopt;
        const std::vector<std::int64_t> places = listIn(file, "places");
        const std::vector<std::int64_t> repeated = listIn(file, "repeated");
        const std::int64_t longest = listIn(file, "longest").at(0);
        if (places.size() != repeated.size() || longest < 1 || longest > longestNextItemList)
            return std::nullopt;
        NextItemRanks ranks{static_cast<int>(longest), {}, {}};
        for (const std::int64_t place : places) {
            if (place < -1 || place >= longest)
                return std::nullopt;
            ranks.places.push_back(static_cast<std::int8_t>(place));
        }
        for (const std::int64_t bits : repeated)
            ranks.repeated.push_back(static_cast<std::uint64_t>(bits));
        return ranks;
    } catch (const std::exception&) {
        return std::nullopt; // damaged: measured again, and written anew
    }
}

void KeptRanks::write(const NextItemRanks& ranks) const
{
    if (m_file.empty())
        return;
    try {
        std::filesystem::create_directories(m_file.parent_path());
        const auto count = static_cast<std::int64_t>(ranks.size());
        const std::vector<std::int64_t> places(ranks.places.begin(), ranks.places.end());
        std::vector<std::int64_t> repeated;
        for (const std::uint64_t bits : ranks.repeated)
            repeated.push_back(static_cast<std::int64_t>(bits));
        const std::vector<std::int64_t> longest{ranks.longest};
        TensorFile file{{{"format", keptFormat}, {"of", m_key}},
                        tensorList(makeTensor("places", {count}, std::span<const std::int64_t>(places)),
                                   makeTensor("repeated", {count}, std::span<const std::int64_t>(repeated)),
                                   makeTensor("longest", {1}, std::span<const std::int64_t>(longest)))};
        seal(file);
        writeSafetensors(std::move(file), m_file);
    } catch (const std::exception&) {
        // A disk that is full or read-only: the figures are there all the same.
    }
}

} // namespace tastescope
