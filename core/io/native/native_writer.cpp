#include "core/base/atomic_file.h"
#include "core/base/hash.h"
#include "core/base/json_text.h"
#include "core/io/native/native_file.h"
#include "core/io/native/native_layout.h"
#include "core/io/native/provenance_json.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace tastescope {

namespace {

using Bytes = std::span<const std::byte>;

constexpr std::size_t writeStep = std::size_t{4} << 20;

/// A section as pieces in a row: what is made for the file, then arrays as they lie in the dataset.
struct Section
{
    std::string made;
    std::array<Bytes, 2> arrays{};

    std::vector<Bytes> pieces() const
    {
        std::vector<Bytes> pieces{std::as_bytes(std::span(made)), arrays[0], arrays[1]};
        std::erase_if(pieces, [](Bytes piece) { return piece.empty(); });
        return pieces;
    }
};

template<typename T>
void append(std::string& to, const T& value)
{
    to.append(reinterpret_cast<const char*>(&value), sizeof value);
}

Section textSection(const std::vector<std::string>& texts)
{
    Section section;
    append(section.made, static_cast<std::uint64_t>(texts.size()));
    for (const std::string& text : texts)
        append(section.made, static_cast<std::uint32_t>(text.size()));
    for (const std::string& text : texts)
        section.made += text;
    return section;
}

template<typename Row, typename Column>
Section matrixSection(const BinaryMatrix<Row, Column>& matrix)
{
    Section section;
    append(section.made, MatrixShape{matrix.rowCount(), matrix.columnCount(), matrix.entryCount()});
    section.arrays = {std::as_bytes(matrix.offsets()), std::as_bytes(matrix.entries())};
    return section;
}

template<typename T>
Section arraySection(std::span<const T> values)
{
    return {{}, {std::as_bytes(values), {}}};
}

template<typename T>
Section arraySection(const std::vector<T>& values)
{
    return arraySection(std::span(values));
}

Section metaSection(const Dataset& dataset)
{
    const Json meta{{"name", dataset.name()},
                    {"nouns", {{"item", dataset.nouns().item}, {"track", dataset.nouns().track}}},
                    {"items_are_tracks", dataset.itemsAreTracks()},
                    {"given_validation", dataset.givenLists(Part::Validation).has_value()},
                    {"given_test", dataset.givenLists(Part::Test).has_value()},
                    {"provenance", toJson(dataset.provenance())}};
    return {toText(meta), {}};
}

void addLists(std::vector<Section>& sections, const std::optional<EvaluationLists>& lists)
{
    static const EvaluationLists none;
    const EvaluationLists& written = lists ? *lists : none;
    sections.push_back(arraySection(written.positives));
    sections.push_back(arraySection(written.offsets));
    sections.push_back(arraySection(written.negatives));
}

/// In the order of nativeSections; those of later versions where there is something to keep in them.
std::vector<Section> sectionsOf(const Dataset& dataset)
{
    const DatasetParts& parts = dataset.parts();
    static const BinaryMatrix<User, Track> none;
    std::vector<Section> sections;
    sections.push_back(metaSection(dataset));
    sections.push_back(textSection(parts.users.names()));
    for (const Catalogue* catalogue : {&parts.items, &parts.tracks}) {
        sections.push_back(textSection(catalogue->ids.names()));
        sections.push_back(textSection(catalogue->titles));
        sections.push_back(textSection(catalogue->details));
    }
    // Where items are tracks the library is the train part, and made from it again.
    sections.push_back(matrixSection(parts.itemsAreTracks ? none : parts.library));
    for (const auto* part : {&parts.split.train, &parts.split.validation, &parts.split.test, &parts.split.cold})
        sections.push_back(matrixSection(*part));
    sections.push_back(matrixSection(parts.owned));
    sections.push_back(matrixSection(parts.itemTracks));
    sections.push_back(arraySection(parts.exploration));
    addLists(sections, parts.givenValidation);
    addLists(sections, parts.givenTest);
    if (dataset.hasTimes() || dataset.hasWeights()) {
        sections.push_back(arraySection(parts.sequences.offsets()));
        sections.push_back(arraySection(parts.sequences.items()));
        sections.push_back(arraySection(parts.sequences.times()));
        if (parts.unseenItems.size() > 0 || dataset.hasWeights())
            sections.push_back(textSection(parts.unseenItems.names()));
    }
    if (dataset.hasWeights()) {
        sections.push_back(matrixSection(parts.weights.pairs()));
        sections.push_back(arraySection(parts.weights.values()));
    }
    return sections;
}

std::vector<SectionRow> rowsOf(const std::vector<Section>& sections)
{
    std::vector<SectionRow> rows(sections.size());
    std::uint64_t offset = sizeof(NativeHead) + rows.size() * sizeof(SectionRow) + sizeof(std::uint64_t);
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::ranges::copy(nativeSections[i], rows[i].name.begin());
        rows[i].offset = offset;
        for (const Bytes piece : sections[i].pieces()) {
            rows[i].bytes += piece.size();
            rows[i].checksum = checksum(piece, rows[i].checksum);
        }
        offset += rows[i].bytes;
    }
    return rows;
}

std::string frameOf(const std::vector<SectionRow>& rows)
{
    NativeHead head;
    std::ranges::copy(nativeMagic, head.magic.begin());
    head.version = oldestNativeVersion;
    while (rows.size() > sectionCount(head.version))
        ++head.version;
    head.sections = static_cast<std::uint32_t>(rows.size());
    head.fileBytes = rows.back().offset + rows.back().bytes;
    std::string frame;
    append(frame, head);
    for (const SectionRow& row : rows)
        append(frame, row);
    append(frame, checksum(std::as_bytes(std::span(frame))));
    return frame;
}

} // namespace

void saveDataset(const Dataset& dataset, const std::filesystem::path& path, const JobContext& job)
{
    job.report(StageStarted{"writing " + path.filename().string()});
    const std::vector<Section> sections = sectionsOf(dataset);
    const std::vector<SectionRow> rows = rowsOf(sections);
    const auto total = static_cast<std::int64_t>(rows.back().offset + rows.back().bytes);
    AtomicFile file(path);
    file.write(frameOf(rows));
    std::int64_t done = 0;
    for (const Section& section : sections)
        for (const Bytes piece : section.pieces())
            for (std::size_t at = 0; at < piece.size(); at += writeStep) {
                job.throwIfStopped();
                const Bytes step = piece.subspan(at, std::min(writeStep, piece.size() - at));
                file.write(step);
                done += static_cast<std::int64_t>(step.size());
                job.report(StageProgress{done, total});
            }
    file.commit();
}

} // namespace tastescope
