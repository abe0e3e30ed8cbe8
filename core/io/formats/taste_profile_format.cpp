#include "core/io/formats/formats.h"
#include "core/io/raw/read_listening.h"
#include "core/io/text/field_values.h"

#include <algorithm>

namespace tastescope {

namespace {

bool isTriplet(const std::string& line)
{
    const auto fields = cut(line, "\t");
    return fields.size() == 3 && fields[1].size() == 18 && fields[1].starts_with("SO") && fields[0].size() == 40
           && parseWhole(fields[2]).has_value();
}

template<typename Fits>
bool mostly(const ProbedFile& file, const Fits& fits)
{
    const auto fitting = static_cast<std::size_t>(std::ranges::count_if(file.lines, fits));
    return !file.lines.empty() && fitting * 5 >= file.lines.size() * 4;
}

bool isUniqueTracks(const ProbedFile& file)
{
    return mostly(file, [](const std::string& line) { return cut(line, "<SEP>").size() == 4; });
}

bool isMismatches(const ProbedFile& file)
{
    return mostly(file, [](const std::string& line) { return line.starts_with("ERROR: <SO"); });
}

std::optional<Recognised> recogniseTasteProfile(std::span<const ProbedFile> files, const ImportOptions&, ReadProgress&)
{
    Recognised found{"rows of user, song (SO...) and plays set apart by tabs", {"song", "song"}, {}};
    for (const ProbedFile& file : files)
        if (file.given && mostly(file, isTriplet))
            found.files.push_back({file.path, FileUse::Ratings, tripletsLayout()});
    if (found.files.empty())
        return std::nullopt;
    if (const ProbedFile* songs = findFile(files, isUniqueTracks))
        found.files.push_back({songs->path, FileUse::Titles, uniqueTracksLayout(), songs->given});
    if (const ProbedFile* mismatches = findFile(files, isMismatches))
        found.files.push_back({mismatches->path, FileUse::Mismatches, {}, mismatches->given});
    return found;
}

/// Leaves out the rows of songs whose plays are of another song.
void leaveOut(const std::unordered_set<std::string>& mismatched, RawData& data, ImportReport& report)
{
    Ratings& rows = data.ratings;
    std::vector<bool> isOut(data.items.size());
    for (std::size_t item = 0; item < isOut.size(); ++item)
        isOut[item] = mismatched.contains(data.items.ids.name(item));
    std::size_t kept = 0;
    for (std::size_t row = 0; row < rows.size(); ++row) {
        if (isOut[index(rows.items[row])])
            continue;
        rows.users[kept] = rows.users[row];
        rows.items[kept] = rows.items[row];
        rows.values[kept] = rows.values[row];
        ++kept;
    }
    const auto left = static_cast<std::int64_t>(rows.size() - kept);
    rows.users.resize(kept);
    rows.items.resize(kept);
    rows.values.resize(kept);
    report.rows -= left;
    PassedOver& passed = report.passedOver.emplace_back();
    passed.reason = "rows of songs that were matched with another one's plays";
    passed.rows = left;
}

RawData readTasteProfile(const Recognised& recognised, ReadContext& context)
{
    RawData data;
    for (const DataFile& file : recognised.files) {
        if (file.use == FileUse::Mismatches)
            leaveOut(readMismatches(file.path, context), data, context.report);
        else
            readTable(file, context, data);
    }
    return data;
}

} // namespace

Format tasteProfileFormat()
{
    return {.name = "taste-profile",
            .title = "Echo Nest Taste Profile",
            .files = "train_triplets.txt; unique_tracks.txt (titles), sid_mismatches.txt (songs to leave out)",
            .extensions = "txt gz",
            .example = "b80344d063b5ccb3212f76538f3d9e43d87dca9e\tSOAKIMP12A8C130995\t1",
            .recognise = recogniseTasteProfile,
            .read = readTasteProfile};
}

} // namespace tastescope
