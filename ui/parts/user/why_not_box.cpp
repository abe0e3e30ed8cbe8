#include "ui/parts/user/why_not_box.h"

#include "core/serving/find_by_text.h"
#include "ui/parts/user/why_words.h"
#include "ui/session/answer_runner.h"
#include "ui/session/names.h"
#include "ui/session/open_data.h"
#include "ui/session/user_session.h"
#include "ui/session/workspace.h"
#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QAction>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QStandardItemModel>
#include <QVBoxLayout>

namespace tastescope::ui {

namespace {

constexpr std::size_t mostOffers = 12;

} // namespace

WhyNotBox::WhyNotBox(Workspace& workspace, QWidget* parent)
    : QWidget(parent),
      m_workspace(workspace),
      m_field(new QLineEdit(this)),
      m_offers(new QStandardItemModel(this)),
      m_completer(new QCompleter(m_offers, this)),
      m_title(new QLabel(this)),
      m_text(new QLabel(this))
{
    m_field->setPlaceholderText(tr("Why not…"));
    m_field->setAccessibleName(tr("Why not: a title"));
    m_field->setToolTip(tr("Find anything by its title and see what keeps it out of the list (Shift+Y)"));
    addSearchIcon(m_field);
    m_field->setClearButtonEnabled(true);
    m_completer->setCompletionMode(QCompleter::UnfilteredPopupCompletion); // the worker did the search
    m_field->setCompleter(m_completer);
    setTextStyle(m_title, TypeRole::TableStrong, Token::Text);
    setTextStyle(m_text, TypeRole::Table, Token::Text2);
    for (QLabel* label : {m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
    }

    auto* layout = new QVBoxLayout(this);
    layout->setContentsMargins(12, 12, 12, 12);
    layout->setSpacing(4);
    layout->addWidget(m_field);
    layout->addSpacing(4);
    layout->addWidget(m_title);
    layout->addWidget(m_text);

    connect(m_field, &QLineEdit::textEdited, this, &WhyNotBox::search);
    connect(m_completer, qOverload<const QModelIndex&>(&QCompleter::activated), this, &WhyNotBox::choose);
    connect(&workspace.users(), &UserSession::whyNotChanged, this, &WhyNotBox::showAnswer);
    connect(&workspace.data(), &OpenData::changed, this, [this] { // what was found has no meaning there
        m_workspace.answers().forget(this);
        m_offers->clear();
        m_field->clear();
    });
    const auto focusField = [this] {
        if (isVisible())
            m_field->setFocus(Qt::ShortcutFocusReason);
    };
    connect(&workspace.users(), &UserSession::whyNotWanted, this, focusField,
            Qt::QueuedConnection); // after the page has shown this
    showAnswer();
}

void WhyNotBox::search(const QString& text)
{
    const auto& dataset = m_workspace.data().dataset();
    if (!dataset)
        return;
    m_workspace.answers().ask(
        this,
        [dataset, words = text.toStdString()](const JobContext&) { return findItems(words, *dataset, mostOffers); },
        [this](const Outcome<std::vector<Item>>& outcome) {
            if (const auto* items = std::get_if<std::vector<Item>>(&outcome))
                offer(*items);
        });
}

void WhyNotBox::offer(const std::vector<Item>& items)
{
    const auto& dataset = m_workspace.data().dataset();
    if (!dataset)
        return;
    m_offers->clear();
    for (const Item item : items) {
        auto* offer = new QStandardItem(itemTitle(*dataset, item));
        offer->setData(number(item), Qt::UserRole);
        m_offers->appendRow(offer);
    }
    if (!items.empty() && m_field->hasFocus())
        m_completer->complete();
}

void WhyNotBox::choose(const QModelIndex& index)
{
    m_workspace.users().askWhyNot(Item{index.data(Qt::UserRole).toInt()});
}

void WhyNotBox::showAnswer()
{
    const UserSession& users = m_workspace.users();
    const auto& why = users.whyNot();
    const bool isThere = why && users.basis();
    m_title->setVisible(isThere);
    m_text->setVisible(isThere);
    if (!isThere)
        return;
    m_title->setText(tr("Why not %1?").arg(itemTitle(*users.basis()->dataset, why->item)));
    m_text->setText(whyNotWords(*users.basis(), *why, users.answeredBy()));
}

} // namespace tastescope::ui
