#include "ui/theme/type.h"

#include <QDirIterator>
#include <QFontDatabase>
#include <QFontMetrics>

#include <algorithm>
#include <array>

namespace tastescope::ui {

namespace {

struct Row
{
    TypeRole role;
    double points;
    QFont::Weight weight;
    int line;
};

constexpr std::array table{
    Row{TypeRole::Axis, 8.25, QFont::Normal, 14},     Row{TypeRole::Header, 8.25, QFont::Medium, 14},
    Row{TypeRole::Table, 9, QFont::Normal, 16},       Row{TypeRole::TableStrong, 9, QFont::Medium, 16},
    Row{TypeRole::Body, 9.75, QFont::Normal, 18},     Row{TypeRole::Button, 9.75, QFont::Medium, 18},
    Row{TypeRole::Title, 9.75, QFont::DemiBold, 18},  Row{TypeRole::Card, 12, QFont::DemiBold, 22},
    Row{TypeRole::Number, 13.5, QFont::DemiBold, 24}, Row{TypeRole::Count, 15, QFont::DemiBold, 26},
    Row{TypeRole::Display, 18, QFont::DemiBold, 30},  Row{TypeRole::Mono, 8.25, QFont::Normal, 16},
};

const Row& row(TypeRole role)
{
    const Row& found = table[static_cast<std::size_t>(role)];
    Q_ASSERT(found.role == role);
    return found;
}

} // namespace

bool loadFonts()
{
    static const bool loaded = [] {
        bool any = false;
        for (QDirIterator files(QStringLiteral(":/fonts"), {QStringLiteral("*.otf")}); files.hasNext();)
            any = QFontDatabase::addApplicationFont(files.next()) >= 0 || any;
        return any;
    }();
    return loaded;
}

QFont font(TypeRole role)
{
    const Row& wanted = row(role);
    QFont font = QFontDatabase::systemFont(QFontDatabase::GeneralFont);
    if (role == TypeRole::Mono)
        font.setFamilies(
            {QStringLiteral("JetBrains Mono"), QFontDatabase::systemFont(QFontDatabase::FixedFont).family()});
    else if (loadFonts())
        font.setFamilies({QStringLiteral("Tastescope Sans"), font.family()});
    font.setPointSizeF(wanted.points);
    font.setWeight(wanted.weight);
    return font;
}

int lineHeight(TypeRole role)
{
    return std::max(row(role).line, QFontMetrics(font(role)).height());
}

int rowHeight(int pixels, TypeRole role)
{
    return std::max(pixels, QFontMetrics(font(role)).height() + 8);
}

} // namespace tastescope::ui
