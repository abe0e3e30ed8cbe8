#include "ui/window/notes_popup.h"

#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QLabel>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr int kept = 20;

} // namespace

NotesPopup::NotesPopup(QWidget* window) : PopupPanel(window), m_text(new QLabel(this))
{
    setAccessibleName(tr("Notes"));
    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 8, 12, 8);
    layout->addWidget(m_text);
    m_text->setWordWrap(true);
    m_text->setMinimumWidth(360);
    m_text->setTextFormat(Qt::PlainText);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    setTextStyle(m_text, TypeRole::Table, Token::Text);
}

void NotesPopup::add(const QString& note)
{
    m_notes.removeAll(note);
    m_notes.prepend(note);
    while (m_notes.size() > kept)
        m_notes.removeLast();
    update();
}

void NotesPopup::clear()
{
    m_notes.clear();
    hide();
    update();
}

void NotesPopup::update()
{
    m_text->setText(m_notes.join(QStringLiteral("\n")));
    if (isVisible())
        fit();
}

} // namespace tastescope::ui
