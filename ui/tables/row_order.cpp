#include "ui/tables/row_order.h"

#include "core/base/ascii.h"

#include <QCollator>
#include <QLocale>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>
#include <optional>
#include <string>

namespace tastescope::ui {

namespace {

bool isNumber(const QVariant& value)
{
    switch (value.typeId()) {
    case QMetaType::Int:
    case QMetaType::UInt:
    case QMetaType::LongLong:
    case QMetaType::ULongLong:
    case QMetaType::Double:
    case QMetaType::Float:
    case QMetaType::Bool:
        return true;
    default:
        return false;
    }
}

struct SortKey
{
    int row = 0;
    int rank = 0; ///< 0: number, 1: text, 2: nothing
    double number = 0;
    QString text;
    std::uint64_t head = 0; ///< of the text's key
};

SortKey sortKey(int row, const QVariant& value)
{
    if (isNumber(value)) {
        const double number = value.toDouble();
        return {row, std::isnan(number) ? 2 : 0, std::isnan(number) ? 0 : number, {}};
    }
    const QString text = value.toString();
    return {row, text.isEmpty() ? 2 : 1, 0, text};
}

/// The text of ids so that bytes compare as a collator would: case folded, numbers by their value, groups of three put
/// together. Nothing for other letters than those of ASCII. A collator needs a quarter of a second for 100,000 ids.
std::optional<std::string> asciiKey(const QString& text)
{
    std::string key;
    const auto isDigit = [](char16_t letter) { return letter >= u'0' && letter <= u'9'; };
    for (qsizetype i = 0; i < text.size();) {
        const char16_t letter = text[i].unicode();
        if (letter >= 0x80 && letter != 0x202F)
            return std::nullopt;
        if (!isDigit(letter)) {
            if (letter < 0x80)
                key += asciiLower(static_cast<char>(letter));
            ++i;
            continue;
        }
        std::string digits;
        for (; i < text.size() && (isDigit(text[i].unicode()) || text[i].unicode() == 0x202F); ++i)
            if (text[i].unicode() != 0x202F && (!digits.empty() || text[i].unicode() != u'0'))
                digits += static_cast<char>(text[i].unicode());
        key += '0'; // where a digit stands among letters and signs; then the longer number is the larger one
        key += static_cast<char>(std::min<std::size_t>(digits.size(), 120));
        key += digits;
    }
    return key;
}

/// The first eight bytes as a number, which most comparisons can do with.
std::uint64_t headOf(const std::string& key)
{
    std::uint64_t head = 0;
    for (std::size_t i = 0; i < 8; ++i)
        head = head << 8 | (i < key.size() ? static_cast<unsigned char>(key[i]) : 0U);
    return head;
}

/// Where all texts are of ASCII: their keys, by row. Empty: they are not.
std::vector<std::string> asciiKeys(std::vector<SortKey>& keys)
{
    std::vector<std::string> found(keys.size());
    for (SortKey& key : keys) {
        if (key.rank != 1)
            continue;
        std::optional<std::string> ascii = asciiKey(key.text);
        if (!ascii)
            return {};
        key.head = headOf(*ascii);
        found[static_cast<std::size_t>(key.row)] = std::move(*ascii);
    }
    return found;
}

} // namespace

std::vector<int> orderAsItIs(int rows)
{
    std::vector<int> order(static_cast<std::size_t>(rows));
    std::iota(order.begin(), order.end(), 0);
    return order;
}

std::vector<int> orderByValue(int rows, const std::function<QVariant(int)>& value, Qt::SortOrder order)
{
    std::vector<SortKey> keys;
    keys.reserve(static_cast<std::size_t>(rows));
    for (int row = 0; row < rows; ++row)
        keys.push_back(sortKey(row, value(row)));
    const std::vector<std::string> ascii = asciiKeys(keys);
    QCollator collator{QLocale(QLocale::English)}; // that of the C locale knows no numbers
    collator.setNumericMode(true);                 // "user 9" before "user 10"
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    const bool up = order == Qt::AscendingOrder;
    std::stable_sort(keys.begin(), keys.end(), [&](const SortKey& a, const SortKey& b) {
        if (a.rank != b.rank)
            return a.rank < b.rank;
        const SortKey& first = up ? a : b;
        const SortKey& second = up ? b : a;
        if (a.rank != 1)
            return first.number < second.number;
        if (ascii.empty())
            return collator.compare(first.text, second.text) < 0;
        if (first.head != second.head)
            return first.head < second.head;
        return ascii[static_cast<std::size_t>(first.row)] < ascii[static_cast<std::size_t>(second.row)];
    });
    std::vector<int> sorted;
    sorted.reserve(keys.size());
    for (const SortKey& key : keys)
        sorted.push_back(key.row);
    return sorted;
}

} // namespace tastescope::ui
