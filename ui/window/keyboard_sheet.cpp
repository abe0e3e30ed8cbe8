#include "ui/window/keyboard_sheet.h"

#include "ui/theme/theme.h"
#include "ui/theme/type.h"
#include "ui/window/commands.h"

#include <QGridLayout>
#include <QLabel>

#include <algorithm>
#include <array>
#include <vector>

namespace tastescope::ui {

namespace {

constexpr int columnCount = 3;

struct Key
{
    QString keys;
    QString text;
};

struct Section
{
    QString title;
    std::vector<Key> keys;

    int rows() const { return static_cast<int>(keys.size()) + 2; } // with its title and the air below
};

// What charts and lists answer to while they have the focus: no menu shows it.
std::array<Section, 2> focusSections()
{
    const auto tr = [](const char* text) { return KeyboardSheet::tr(text); };
    return {Section{tr("In a chart"),
                    {{tr("Click  Esc"), tr("Set a second cursor, take it away")},
                     {tr("+  −  0"), tr("Zoom in, out, show everything")},
                     {tr("Arrows"), tr("Pan")},
                     {tr("Alt+Left, Right"), tr("Zoom back, forward")},
                     {tr(",  ."), tr("Crosshair one point on; with Shift ten")},
                     {tr("Ctrl+Arrows"), tr("Crosshair to another line")},
                     {tr("L  Shift+L"), tr("Logarithmic y axis, x axis")},
                     {tr("S"), tr("Smoothing")},
                     {tr("T"), tr("As a table")},
                     {tr("Enter  Esc"), tr("Use a bar as slice, let it go")},
                     {tr("Ctrl+Shift+C"), tr("Copy the chart as image")},
                     {tr("Ctrl+E"), tr("Export the chart")}}},
            Section{tr("In a list"),
                    {{tr("/"), tr("Find users")},
                     {tr("Enter"), tr("Open the line")},
                     {tr("Ctrl+C"), tr("Copy as CSV")},
                     {tr("Esc"), tr("Close a menu or a message list")}}}};
}

std::vector<Section> sectionsOf(const Commands& commands)
{
    std::vector<Section> sections;
    for (CommandState& command : commands.all()) {
        if (command.key.isEmpty())
            continue;
        auto section = std::ranges::find(sections, command.menu, &Section::title);
        if (section == sections.end())
            section = sections.insert(section, {command.menu, {}});
        section->keys.push_back({command.key.toString(QKeySequence::NativeText), command.title.remove(QChar(0x2026))});
    }
    std::ranges::move(focusSections(), std::back_inserter(sections));
    return sections;
}

void add(QGridLayout& grid, const Section& section, QWidget* parent)
{
    int row = grid.rowCount();
    auto* title = new QLabel(section.title, parent);
    setTextStyle(title, TypeRole::Title);
    grid.addWidget(title, row++, 0, 1, 2);
    for (const Key& key : section.keys) {
        auto* shortcut = new QLabel(key.keys, parent);
        auto* text = new QLabel(key.text, parent);
        setTextStyle(shortcut, TypeRole::TableStrong);
        setTextStyle(text, TypeRole::Table, Token::Text2);
        grid.addWidget(shortcut, row, 0);
        grid.addWidget(text, row++, 1);
    }
    grid.setRowMinimumHeight(row, 8);
}

} // namespace

KeyboardSheet::KeyboardSheet(const Commands& commands, QWidget* window) : QDialog(window)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard"));
    auto* columns = new QHBoxLayout(this);
    columns->setContentsMargins(24, 16, 24, 8);
    columns->setSpacing(28);
    const std::vector<Section> sections = sectionsOf(commands);
    int left = 0;
    for (const Section& section : sections)
        left += section.rows();
    const int full = (left + columnCount - 1) / columnCount;
    QGridLayout* grid = nullptr;
    int used = full;
    for (const Section& section : sections) {
        if (used + section.rows() / 2 >= full && columns->count() < columnCount) {
            auto* column = new QVBoxLayout;
            grid = new QGridLayout;
            grid->setHorizontalSpacing(16);
            grid->setVerticalSpacing(4);
            grid->setColumnStretch(1, 1);
            column->addLayout(grid);
            column->addStretch();
            columns->addLayout(column);
            used = 0;
        }
        add(*grid, section, this);
        used += section.rows();
    }
}

} // namespace tastescope::ui
