#include "core/io/import_options.h"

#include "core/io/formats/format_table.h"
#include "core/io/table_fields.h"

#include <vector>

namespace tastescope {

namespace {

OptionField<ImportOptions> formatField()
{
    OptionInfo info{.name = "format",
                    .title = "Format",
                    .group = "Reading",
                    .help = "auto: recognised from what is in the files.",
                    .kind = OptionKind::Choice,
                    .choices = {"auto"}};
    for (const Format& format : formatTable())
        info.choices.emplace_back(format.name);
    return {std::move(info), [](const ImportOptions& options) -> OptionValue { return options.format; },
            [](ImportOptions& options, const OptionValue& value) {
                options.format = std::get<std::string>(value);
                if (options.format != "table")
                    options.table = {};
            }};
}

OptionField<ImportOptions> leastRatingField()
{
    return {{.name = "min_rating",
             .title = "Least rating",
             .group = "Likes and split",
             .help = "Rows rated lower are no likes. none: every row is one.",
             .kind = OptionKind::Real,
             .minimum = -1e6,
             .maximum = 1e6,
             .unset = "none",
             .step = 0.5},
            [](const ImportOptions& options) {
                return options.minRating ? OptionValue(*options.minRating) : OptionValue("none");
            },
            [](ImportOptions& options, const OptionValue& value) {
                const auto* rating = std::get_if<double>(&value);
                options.minRating = rating ? std::optional(*rating) : std::nullopt;
            }};
}

OptionField<ImportOptions> coldField()
{
    return {{.name = "cold",
             .title = "Cold users",
             .group = "Likes and split",
             .help = "Share of the users who leave training, to test what newcomers are shown.",
             .kind = OptionKind::Real,
             .maximum = 0.9,
             .step = 0.01},
            [](const ImportOptions& options) -> OptionValue { return options.splitOptions.coldShare; },
            [](ImportOptions& options, const OptionValue& value) {
                options.splitOptions.coldShare = std::get<double>(value);
            }};
}

OptionField<ImportOptions> seedField()
{
    return {{.name = "seed",
             .title = "Seed",
             .group = "Likes and split",
             .help = "The same seed cuts the same data the same way.",
             .kind = OptionKind::Integer,
             .maximum = 4294967295.0},
            [](const ImportOptions& options) -> OptionValue {
                return static_cast<std::int64_t>(options.splitOptions.seed);
            },
            [](ImportOptions& options, const OptionValue& value) {
                options.splitOptions.seed = static_cast<std::uint64_t>(std::get<std::int64_t>(value));
            }};
}

using Fields = std::vector<OptionField<ImportOptions>>;

Fields joined(Fields first, const Fields& second, const Fields& third)
{
    first.insert(first.end(), second.begin(), second.end());
    first.insert(first.end(), third.begin(), third.end());
    return first;
}

} // namespace

std::span<const OptionField<ImportOptions>> importFields()
{
    static const std::vector<OptionField<ImportOptions>> fields = joined(
        {
            formatField(),
            choiceField(&ImportOptions::encoding,
                        {.name = "encoding", .title = "Encoding", .group = "Reading", .help = "Of the text files."}),
        },
        tableFields(),
        {
            leastRatingField(),
            choiceField(&ImportOptions::duplicates,
                        {.name = "duplicates",
                         .title = "Same pair twice",
                         .group = "Likes and split",
                         .help = "Which rating or weight stands when a user has an item in several rows. auto: weights "
                                 "are added up, rows without a number counted, of ratings the last stands."}),
            choiceField(
                &ImportOptions::split,
                {.name = "split",
                 .title = "Split",
                 .group = "Likes and split",
                 .help = "How likes are cut into train, validation and test. auto: the parts that came with the data, "
                         "else 70 / 20 / 10 by seed."}),
            choiceField(&ImportOptions::order,
                        {.name = "order",
                         .title = "Order",
                         .group = "Likes and split",
                         .help =
                             "What leave-last-out calls last: the latest time, or the last line of files that are in "
                             "order of time and have none."}),
            coldField(),
            seedField(),
            flagField(
                &ImportOptions::keepLikedNegatives,
                {.name = "keep_liked_negatives",
                 .title = "Liked negatives", // of no group: of the files the window opens, hardly any bring negatives
                 .help = "Keeps given negatives that the user likes in some part, as some published figures are "
                         "made; else they are left out and counted."}),
            flagField(&ImportOptions::skipBadRows, {.name = "skip_bad_rows",
                                                    .title = "Skip bad rows",
                                                    .help = "Lists rows that cannot be read and goes on."}),
        });
    return fields;
}

} // namespace tastescope
