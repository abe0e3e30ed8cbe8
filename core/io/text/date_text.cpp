#include "core/io/text/date_text.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <string>

namespace tastescope {

namespace {

/// Goes through the parts of a date: numbers, words, a clock, a zone. In any order, for there are many.
class DateParts
{
public:
    explicit DateParts(std::string_view text) : m_rest(text) {}

    bool take()
    {
        while (!m_rest.empty())
            if (!takePart())
                return false;
        return true;
    }

    std::optional<std::int64_t> seconds(TimeForm form) const
    {
        const auto date = m_month > 0 ? namedMonth() : numbers(form);
        if (!date || !date->ok() || m_hours > 24 || m_minutes > 59 || m_seconds > 60
            || (m_half != 0 && (m_hours < 1 || m_hours > 12)))
            return std::nullopt;
        const int hours = m_half == 0 ? m_hours : m_hours % 12 + (m_half == 'p' ? 12 : 0);
        const std::int64_t days = std::chrono::sys_days(*date).time_since_epoch().count();
        return days * 86'400 + hours * 3600LL + m_minutes * 60LL + m_seconds - m_zone;
    }

private:
    struct Digits
    {
        int value = 0;
        std::size_t size = 0;
    };

    static bool isAsciiLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }
    static bool isDigit(char c) { return c >= '0' && c <= '9'; }

    Digits digits()
    {
        Digits found;
        while (found.size < std::min<std::size_t>(m_rest.size(), 6) && isDigit(m_rest[found.size]))
            found.value = found.value * 10 + (m_rest[found.size++] - '0');
        m_rest.remove_prefix(found.size);
        return found;
    }

    bool takePart()
    {
        const char first = m_rest.front();
        if (isDigit(first))
            return takeNumber();
        if ((first == '+' || first == '-') && m_hasClock && m_rest.size() >= 5)
            return takeZone();
        if (std::string_view(" .,/-").find(first) != std::string_view::npos) {
            m_rest.remove_prefix(1);
            return true;
        }
        return takeWord();
    }

    bool takeNumber()
    {
        const Digits number = digits();
        if (!m_rest.empty() && m_rest.front() == ':' && number.size <= 2 && !m_hasClock) {
            m_hours = number.value;
            return takeRestOfClock();
        }
        if (m_count == m_numbers.size() || number.size > 4)
            return false;
        m_numbers[m_count++] = number;
        return true;
    }

    bool takeRestOfClock()
    {
        m_hasClock = true;
        m_rest.remove_prefix(1);
        const Digits minutes = digits();
        m_minutes = minutes.value;
        if (minutes.size != 2)
            return false;
        if (m_rest.empty() || m_rest.front() != ':')
            return true;
        m_rest.remove_prefix(1);
        const Digits seconds = digits();
        m_seconds = seconds.value;
        if (m_rest.starts_with('.')) // a fraction
            m_rest.remove_prefix(std::min(m_rest.find_first_not_of("0123456789", 1), m_rest.size()));
        return seconds.size == 2;
    }

    bool takeZone()
    {
        const int sign = m_rest.front() == '-' ? -1 : 1;
        m_rest.remove_prefix(1);
        const Digits hours = digits();
        int minutes = hours.value % 100;
        int whole = hours.value / 100;
        if (hours.size == 2 && m_rest.starts_with(':')) {
            m_rest.remove_prefix(1);
            whole = hours.value;
            minutes = digits().value;
        } else if (hours.size != 4) {
            return false;
        }
        m_zone = sign * (whole * 3600 + minutes * 60);
        return whole <= 15 && minutes <= 59;
    }

    bool takeWord()
    {
        std::string word;
        while (word.size() < m_rest.size() && isAsciiLetter(m_rest[word.size()]))
            word += static_cast<char>(m_rest[word.size()] | 0x20);
        m_rest.remove_prefix(word.size());
        if (word.empty())
            return false;
        if (word == "am" || word == "pm") {
            m_half = word.front();
            return m_hasClock;
        }
        constexpr std::string_view ignored =
            " t z utc gmt mon tue wed thu fri sat sun monday tuesday wednesday thursday "
            "friday saturday sunday ";
        if (ignored.find(" " + word + " ") != std::string_view::npos)
            return true;
        if (m_hasClock && takeZoneName(word))
            return true;
        constexpr std::string_view months = "janfebmaraprmayjunjulaugsepoctnovdec";
        const std::size_t at = word.size() < 3 ? std::string_view::npos : months.find(word.substr(0, 3));
        if (at == std::string_view::npos || at % 3 != 0 || m_month > 0)
            return false;
        m_month = static_cast<unsigned>(at / 3 + 1);
        return true;
    }

    /// Zones that mean one thing everywhere.
    bool takeZoneName(std::string_view word)
    {
        struct Zone
        {
            std::string_view name;
            int hours;
        };
        constexpr std::array zones{Zone{"est", -5}, Zone{"edt", -4}, Zone{"cdt", -5}, Zone{"mdt", -6}, Zone{"pst", -8},
                                   Zone{"pdt", -7}, Zone{"cet", 1},  Zone{"cest", 2}, Zone{"eet", 2},  Zone{"eest", 3},
                                   Zone{"msk", 3},  Zone{"jst", 9},  Zone{"kst", 9}};
        const auto* zone = std::ranges::find(zones, word, &Zone::name);
        if (zone == zones.end())
            return false;
        m_zone = zone->hours * 3600;
        return true;
    }

    static std::chrono::year_month_day dateOf(Digits year, unsigned month, unsigned day)
    {
        const int century = year.size > 2 ? 0 : year.value < 70 ? 2000 : 1900;
        return {std::chrono::year(year.value + century), std::chrono::month(month), std::chrono::day(day)};
    }

    std::optional<std::chrono::year_month_day> namedMonth() const
    {
        if (m_count != 2)
            return std::nullopt;
        const bool yearFirst = m_numbers[0].size == 4;
        return dateOf(m_numbers[yearFirst ? 0 : 1], m_month, static_cast<unsigned>(m_numbers[yearFirst ? 1 : 0].value));
    }

    std::optional<std::chrono::year_month_day> numbers(TimeForm form) const
    {
        if (m_count != 3)
            return std::nullopt;
        const auto number = [&](std::size_t at) { return static_cast<unsigned>(m_numbers[at].value); };
        if (m_numbers[0].size == 4)
            return dateOf(m_numbers[0], number(1), number(2));
        if (m_numbers[0].size > 2 || m_numbers[1].size > 2 || m_numbers[2].size == 1 || m_numbers[2].size == 3)
            return std::nullopt;
        return form == TimeForm::DayFirst ? dateOf(m_numbers[2], number(1), number(0))
                                          : dateOf(m_numbers[2], number(0), number(1));
    }

    std::string_view m_rest;
    std::array<Digits, 3> m_numbers{};
    std::size_t m_count = 0;
    unsigned m_month = 0;
    bool m_hasClock = false;
    int m_hours = 0;
    int m_minutes = 0;
    int m_seconds = 0;
    char m_half = 0; ///< 'a' or 'p'
    int m_zone = 0;  ///< seconds east
};

} // namespace

std::optional<std::int64_t> parseDate(std::string_view text, TimeForm form)
{
    constexpr std::size_t longest = 64;
    if (text.size() > longest)
        return std::nullopt;
    DateParts parts(text);
    return parts.take() ? parts.seconds(form) : std::nullopt;
}

} // namespace tastescope
