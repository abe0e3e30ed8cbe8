#include "ui/pages/compare/remark_row.h"

#include "ui/theme/layout.h"
#include "ui/theme/theme.h"
#include "ui/theme/type.h"

#include <QHBoxLayout>
#include <QLabel>

namespace tastescope::ui {

namespace {

constexpr std::size_t mostRemarks = 3;

} // namespace

RemarkRow::RemarkRow(QWidget* parent) : QWidget(parent)
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 10, 12, 10);
    row->setSpacing(28);
    for (std::size_t i = 0; i < mostRemarks; ++i) {
        auto* whole = new QWidget(this);
        auto* column = makeColumn(whole, 2);
        auto* title = new QLabel(whole);
        auto* text = new QLabel(whole);
        setTextStyle(title, TypeRole::TableStrong);
        setTextStyle(text, TypeRole::Table, Token::Text2);
        text->setWordWrap(true);
        text->setAlignment(Qt::AlignLeft | Qt::AlignTop);
        column->addWidget(title);
        column->addWidget(text, 1);
        row->addWidget(whole, 1);
        m_places.push_back({whole, title, text});
    }
}

void RemarkRow::setRemarks(const std::vector<Remark>& remarks)
{
    for (std::size_t i = 0; i < m_places.size(); ++i) {
        m_places[i].whole->setVisible(i < remarks.size());
        if (i >= remarks.size())
            continue;
        m_places[i].title->setText(remarks[i].title);
        m_places[i].text->setText(remarks[i].text);
    }
}

} // namespace tastescope::ui
