#pragma once

#include "core/io/import_dataset.h"
#include "tests/support/read_sizes.h"

#include <QString>
#include <QStringList>

// What the tests of importing look at: a dataset's pairs, or why there is none. Files are read in the sizes of the row
// that is run (read_sizes.h).

/// importDataset().
inline tastescope::Imported importFiles(const std::vector<std::filesystem::path>& paths,
                                        tastescope::ImportOptions options = {}, const tastescope::JobContext& job = {},
                                        std::span<const tastescope::Format> formats = tastescope::formatTable())
{
    options.sizes = readSizes();
    return tastescope::importDataset(paths, options, job, formats);
}

/// previewImport().
inline tastescope::ImportPreview previewFiles(const std::vector<std::filesystem::path>& paths,
                                              tastescope::ImportOptions options = {},
                                              std::span<const tastescope::Format> formats = tastescope::formatTable())
{
    options.sizes = readSizes();
    return tastescope::previewImport(paths, options, {}, formats);
}

/// All positives in the order of users, as "user-item", apart by spaces.
inline QString positives(const tastescope::Dataset& dataset)
{
    QStringList pairs;
    for (const tastescope::User user : tastescope::idsUpTo<tastescope::User>(dataset.userCount()))
        for (const tastescope::Item item : tastescope::idsUpTo<tastescope::Item>(dataset.itemCount()))
            if (dataset.isPositive(user, item))
                pairs << QString::fromStdString(dataset.users().name(index(user)) + "-"
                                                + dataset.items().ids.name(index(item)));
    return pairs.join(QLatin1Char(' '));
}

/// "FILE:LINE:COLUMN" with the file's name alone, and the problem.
inline QString complaint(const std::filesystem::path& path, const tastescope::ImportOptions& options = {})
{
    try {
        importFiles({path}, options);
        return {};
    } catch (const tastescope::BadInput& error) {
        tastescope::FilePlace place = error.place();
        place.file = std::filesystem::path(place.file).filename().string();
        return QString::fromStdString(toText(place) + " " + error.problem());
    }
}
