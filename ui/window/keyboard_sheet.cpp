#include "ui/window/keyboard_sheet.h"

#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QAction>
#include <QGridLayout>
#include <QLabel>
#include <QSet>

namespace tastescope::ui {

namespace {

struct Key
{
    QString keys;
    QString text;
};

QVector<Key> keysOf(const QWidget* window)
{
    QVector<Key> keys;
    QSet<QString> seen;
    for (const QAction* action : window->findChildren<QAction*>()) {
        const QString shortcut = action->shortcut().toString(QKeySequence::NativeText);
        if (shortcut.isEmpty() || action->text().isEmpty() || seen.contains(shortcut))
            continue;
        seen.insert(shortcut);
        keys.push_back({shortcut, QString(action->text()).remove(QLatin1Char('&')).remove(QChar(0x2026))});
    }
    return keys;
}

} // namespace

KeyboardSheet::KeyboardSheet(QWidget* window) : QDialog(window)
{
    setAttribute(Qt::WA_DeleteOnClose);
    setWindowTitle(tr("Keyboard"));
    auto* grid = new QGridLayout(this);
    grid->setContentsMargins(24, 16, 24, 16);
    grid->setHorizontalSpacing(12);
    grid->setVerticalSpacing(4);
    const QVector<Key> keys = keysOf(window);
    const int rows = (static_cast<int>(keys.size()) + 1) / 2; // two columns
    for (int i = 0; i < keys.size(); ++i) {
        auto* shortcut = new QLabel(keys[i].keys, this);
        auto* text = new QLabel(keys[i].text, this);
        setTextStyle(shortcut, TypeRole::TableStrong, Token::Text);
        setTextStyle(text, TypeRole::Table, Token::Text2);
        const int column = i / rows * 3;
        grid->addWidget(shortcut, i % rows, column, Qt::AlignRight);
        grid->addWidget(text, i % rows, column + 1);
    }
    grid->setColumnMinimumWidth(2, 24);
    grid->setColumnStretch(4, 1);
}

} // namespace tastescope::ui
