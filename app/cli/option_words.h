#pragma once

#include "core/base/option_field.h"

#include <CLI/CLI.hpp>
#include <map>
#include <string>

namespace tastescope::cli {

/// What the person wrote, by the names of the options: those that were left out are not there.
using OptionWords = std::map<std::string, std::string>;

/// Adds "--min-rating" for an option min_rating, and so on: yes or no is a flag, auto, yes or no a flag that can be
/// denied ("--no-header"). A word that cannot be is wrong usage. `words` must live as long as the command.
void addOption(CLI::App& command, const OptionInfo& info, OptionWords& words);

/// Puts the words into `options`, in the order of the table. Throws: Error for a text that cannot be.
template<typename Options>
void takeWords(std::span<const OptionField<Options>> fields, const OptionWords& words, Options& options)
{
    for (const OptionField<Options>& field : fields)
        if (const auto word = words.find(field.info.name); word != words.end())
            setOptionFromText(fields, options, word->first, word->second);
}

} // namespace tastescope::cli
