// An option with choices in the form of a sweep: one of them, or those that are searched.
#include "ui/pages/sweep/search_row.h"
#include "ui/session/names.h"
#include "ui/theme/theme.h"

#include <QCheckBox>
#include <QComboBox>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QWidgetAction>

namespace tastescope::ui {

namespace {

constexpr int choicePixels = 112;
constexpr int besideText = 36; // the air in the button and its arrow

} // namespace

// What is chosen is written into the field, which nobody sees: it is read as what is typed for a number.
void SearchRow::makeChoices()
{
    m_field->hide();
    const QString title = QString::fromStdString(m_info.title);
    m_one = new QComboBox;
    for (const std::string& choice : m_info.choices)
        m_one->addItem(QString::fromStdString(choice));
    m_one->setFocusPolicy(Qt::StrongFocus);
    m_several = new QPushButton;
    m_several->setMenu(new QMenu(m_several));
    for (QWidget* field : {static_cast<QWidget*>(m_one), static_cast<QWidget*>(m_several)}) {
        field->setProperty(property::small, true);
        field->setFixedWidth(choicePixels);
        field->setAccessibleName(title);
    }
    connect(m_one, &QComboBox::textActivated, m_field, &QLineEdit::setText);
    connect(m_several->menu(), &QMenu::aboutToShow, this, &SearchRow::fillChoices);
}

QStringList SearchRow::chosen() const
{
    QStringList words = m_field->text().split(QLatin1Char(','), Qt::SkipEmptyParts);
    for (QString& word : words)
        word = word.trimmed();
    return words;
}

void SearchRow::showChoices()
{
    m_one->setVisible(!isSearched());
    m_several->setVisible(isSearched());
    m_one->setCurrentText(m_field->text());
    const QStringList words = chosen();
    const QString text = words.isEmpty() ? tr("none") : words.join(QStringLiteral(", "));
    m_several->setText(
        withoutMnemonics(m_several->fontMetrics().elidedText(text, Qt::ElideRight, choicePixels - besideText)));
    m_several->setToolTip(tr("The choices that are tried: %1").arg(text));
    for (QWidget* field : {static_cast<QWidget*>(m_one), static_cast<QWidget*>(m_several)})
        field->setAccessibleDescription(m_field->accessibleDescription());
}

// Boxes instead of actions to tick: the menu stays open while one chooses.
void SearchRow::fillChoices()
{
    QMenu* menu = m_several->menu();
    menu->clear();
    const QStringList words = chosen();
    for (const std::string& each : m_info.choices) {
        const QString choice = QString::fromStdString(each);
        auto* place = new QWidget(menu);
        auto* layout = new QHBoxLayout(place);
        layout->setContentsMargins(12, 3, 12, 3);
        auto* box = new QCheckBox(withoutMnemonics(choice));
        box->setChecked(words.contains(choice));
        layout->addWidget(box);
        connect(box, &QCheckBox::toggled, this, [this, choice](bool in) { take(choice, in); });
        auto* action = new QWidgetAction(menu);
        action->setDefaultWidget(place);
        menu->addAction(action);
    }
}

/// In the order of the option, whichever was ticked first.
void SearchRow::take(const QString& choice, bool in)
{
    const QStringList before = chosen();
    QStringList words;
    for (const std::string& each : m_info.choices)
        if (const QString word = QString::fromStdString(each); word == choice ? in : before.contains(word))
            words << word;
    m_field->setText(words.join(QStringLiteral(", ")));
}

} // namespace tastescope::ui
