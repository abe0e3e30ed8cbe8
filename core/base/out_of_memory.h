#pragma once

namespace tastescope {

/// From now on the program ends with 1 and a word where it can only end: where a destructor asks for memory, as those
/// of the JSON library do, and there is none. program: before the word; it must outlive the process.
void endInWordsWithoutMemory(const char* program);

} // namespace tastescope
