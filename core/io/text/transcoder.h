#pragma once

#include "core/io/text/text_encoding.h"

#include <iconv.h>
#include <string>
#include <string_view>

namespace tastescope {

/// Turns text of another encoding into UTF-8, piece by piece. A byte that fits nothing stays as it is, so that the
/// reader, who takes no such byte for UTF-8, says where it stands.
class Transcoder
{
public:
    /// Throws: Error when this system does not know the encoding.
    explicit Transcoder(Encoding from);
    ~Transcoder();
    Transcoder(const Transcoder&) = delete;
    Transcoder& operator=(const Transcoder&) = delete;

    /// The text of the bytes, but for a character whose end has not come yet.
    std::string convert(std::string_view bytes);

    /// What was kept back, at the end.
    std::string finish();

private:
    Encoding m_from;
    iconv_t m_iconv;
    std::string m_kept;
};

/// Whether a Transcoder is needed: UTF-8 and the encodings of one byte a character that the scanner knows need none.
bool needsTranscoder(Encoding encoding);

/// What the beginning of a file is written in, by its bytes: UTF-16 by a byte order mark or by its zeros; Shift-JIS,
/// GBK, EUC-KR and Windows-1251 by the pairs and words that their letters make. Auto when none of these speaks for
/// itself: then it is UTF-8, or latin-1 from the first byte on that cannot be.
Encoding guessEncoding(std::string_view head);

} // namespace tastescope
