#include "ui/window/about_dialog.h"

#include "ui/theme/text_label.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <array>
#include <utility>

namespace tastescope::ui {

namespace {

constexpr std::array<std::pair<const char*, const char*>, 9> parts{{
    {"Qt 6", "LGPL-3.0 or GPL-3.0; Qt Charts GPL-3.0"},
    {"Eigen", "MPL-2.0"},
    {"JSON for Modern C++", "MIT"},
    {"CLI11", "BSD-3-Clause"},
    {"OpenSSL", "Apache-2.0"},
    {"SQLite", "public domain"},
    {"xxHash", "BSD-2-Clause"},
    {"zlib", "Zlib"},
    {"Inter (cut as Tastescope Sans)", "OFL-1.1"},
}};

QLabel* text(const QString& words, TypeRole role, Token tone, QWidget* parent)
{
    QLabel* label = textLabel(role, tone, parent, words);
    label->setWordWrap(true);
    return label;
}

} // namespace

AboutDialog::AboutDialog(QWidget* window) : QDialog(window)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("About Tastescope"));
    setMinimumWidth(480);
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(24, 20, 24, 20);
    layout->setSpacing(8);
    layout->addWidget(text(tr("Tastescope"), TypeRole::Display, Token::Text, this));
    layout->addWidget(
        text(tr("Version %1, with Qt %2").arg(QLatin1String(TASTESCOPE_VERSION), QLatin1String(qVersion())),
             TypeRole::Body, Token::Text2, this));
    layout->addWidget(text(tr("A desktop laboratory for recommender models. Everything stays on this computer."),
                           TypeRole::Body, Token::Text, this));
    layout->addWidget(text(tr("The program is free software under the GNU General Public License, version 3 or later. "
                              "Its engine may also be used under the Apache License 2.0."),
                           TypeRole::Body, Token::Text, this));
    layout->addSpacing(8);
    layout->addWidget(text(tr("Made with"), TypeRole::Title, Token::Text, this));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(2);
    for (int row = 0; row < static_cast<int>(parts.size()); ++row) {
        const auto& [name, licence] = parts[static_cast<std::size_t>(row)];
        grid->addWidget(text(QLatin1String(name), TypeRole::TableStrong, Token::Text, this), row, 0);
        grid->addWidget(text(QLatin1String(licence), TypeRole::Table, Token::Text2, this), row, 1);
    }
    grid->setColumnStretch(1, 1);
    layout->addLayout(grid);
}

} // namespace tastescope::ui
