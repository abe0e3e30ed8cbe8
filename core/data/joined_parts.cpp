#include "core/data/joined_parts.h"

#include "core/data/row_builder.h"

#include <algorithm>
#include <iterator>

namespace tastescope {

std::shared_ptr<const Dataset> withValidationInTrain(const Dataset& dataset)
{
    DatasetParts parts = dataset.parts();
    RowBuilder<User, Item> train(dataset.itemCount());
    std::vector<Item> row;
    for (const User user : idsUpTo<User>(dataset.userCount())) {
        row.clear();
        std::ranges::merge(dataset.train().row(user), dataset.heldOut(Part::Validation).row(user),
                           std::back_inserter(row)); // parts share no pair
        train.addRow(row);
    }
    parts.split.train = std::move(train).finish();
    parts.split.validation = BinaryMatrix<User, Item>::fromPairs(dataset.userCount(), dataset.itemCount(), {});
    parts.givenValidation.reset();
    if (parts.itemsAreTracks)
        parts.library = {}; // the dataset makes it of the train part
    return std::make_shared<const Dataset>(std::move(parts));
}

} // namespace tastescope
