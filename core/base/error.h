#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>

namespace tastescope {

/// Ends an operation. Its text is for the person: what happened, where, what to do.
class Error : public std::runtime_error
{
public:
    using std::runtime_error::runtime_error;
};

/// A place in a file. Lines and columns are 1-based; 0: not known (then the whole file or line is meant).
/// In binary files `column` is the byte offset and `line` is 0.
struct FilePlace
{
    std::string file;
    std::int64_t line = 0;
    std::int64_t column = 0;
};

/// "FILE:LINE:COLUMN", without the parts that are not known.
std::string toText(const FilePlace& place);

/// Bad input: names the place, what was found and what was expected. The command line exits with 3 on it.
class BadInput : public Error
{
public:
    /// Text: "FILE:LINE:COLUMN: what is wrong, what was expected".
    BadInput(FilePlace place, const std::string& problem);

    const FilePlace& place() const { return m_place; }
    const std::string& problem() const { return m_problem; }

private:
    FilePlace m_place;
    std::string m_problem;
};

/// The person (or the caller) asked an operation to stop. Not an Error: nothing went wrong.
struct Cancelled
{
};

/// For the person, what has just been caught, whatever its type. Call it within a catch block only.
std::string caughtText();

} // namespace tastescope
