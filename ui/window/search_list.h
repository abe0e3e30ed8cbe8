#pragma once

#include "ui/window/search_hit.h"

#include <QAbstractListModel>
#include <QListView>

namespace tastescope::ui {

/// The hits of the search as Qt's list views want them.
class SearchHitModel : public QAbstractListModel
{
    Q_OBJECT

public:
    using QAbstractListModel::QAbstractListModel;

    void setHits(std::vector<SearchHit> hits);
    const SearchHit& hit(int row) const { return m_hits[static_cast<std::size_t>(row)]; }

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    Qt::ItemFlags flags(const QModelIndex& index) const override;

private:
    std::vector<SearchHit> m_hits;
};

/// The hits under the search field: title, detail, and the kind or key at the right.
class SearchList : public QListView
{
    Q_OBJECT

public:
    explicit SearchList(QWidget* parent = nullptr);

    /// The first one that can be run becomes the current one.
    void setHits(std::vector<SearchHit> hits);

    /// Null: none is current.
    const SearchHit* currentHit() const;

    /// Up and down past what cannot be run.
    void move(int rows);

private:
    SearchHitModel* m_model;
};

} // namespace tastescope::ui
