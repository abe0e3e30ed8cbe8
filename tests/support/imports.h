#pragma once

#include "core/io/import_dataset.h"

#include <QString>
#include <QStringList>

// What the tests of importing look at: a dataset's pairs, or why there is none.

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
        tastescope::importDataset(std::vector{path}, options);
        return {};
    } catch (const tastescope::BadInput& error) {
        tastescope::FilePlace place = error.place();
        place.file = std::filesystem::path(place.file).filename().string();
        return QString::fromStdString(toText(place) + " " + error.problem());
    }
}
