"""What is put in the place of what a statement says: places, bodies, units, bounds, negations, invented ends."""

PLACES = (
    "Hà Đông",
    "Thanh Xuân",
    "Hai Bà Trưng",
    "Hòa Minh",
    "Liên Chiêu",
    "An Dương",
    "Tiên Lãng",
    "Lê Chân",
    "Hà Nội",
)
BODIES = (
    "Quận ủy", "Quận uỷ", "Thành ủy", "Thành uỷ", "Đảng ủy", "UBND", "HĐND", "Công an", "Trạm y tế", "Ban Tuyên giáo",
    "Ban Dân vận",
    "Ban Tổ chức", "Văn phòng", "Sở Y tế", "Sở Công Thương", "Chủ tịch", "Bí thư", "Chánh Văn phòng",
)  # fmt: skip
UNITS = (
    "ngày",
    "tháng",
    "năm",
    "giờ",
    "người",
    "giường",
    "chỗ",
    "phường",
    "gian hàng",
    "học sinh",
    "đồng",
    "lần",
    "mét",
    "km",
    "lớp",
    "tuổi",
)
BOUNDS = ("không quá", "tối đa", "tối thiểu", "ít nhất", "trên", "dưới", "quá", "hơn", "trước")
NEGATIONS = ("không được", "không", "chưa", "nghiêm cấm", "cấm", "chỉ", "tạm dừng", "dừng")
INVENTED = (
    ", báo cáo Thủ tướng Chính phủ trước ngày 10/10/2025", "; phạt tiền 500.000 đồng", " và các xã", ", trừ trường hợp khẩn cấp",
    " theo Nghị định 15/2020/NĐ-CP", ", do ông Trần Văn Bình phụ trách", " trong 3 tháng", " nếu có đủ kinh phí",
)  # fmt: skip
